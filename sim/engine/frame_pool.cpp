#include "sim/engine/frame_pool.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace faultline {

namespace {

struct Freed {
  std::align_val_t alignment;
  void operator()(std::byte* memory) const { ::operator delete(memory, alignment); }
};

using Block = std::unique_ptr<std::byte, Freed>;

constexpr std::size_t least_block = 64 * 1024;
constexpr std::size_t huge_page = 2 * 1024 * 1024;

/// Memory for `size` bytes. Where there is much of it, frames are met in no order, and finding the
/// page of each costs as much as reading it, unless pages are huge.
Block block_of(std::size_t size) {
  const std::align_val_t alignment{size < huge_page ? alignof(std::max_align_t) : huge_page};
  auto* memory = static_cast<std::byte*>(::operator new(size, alignment));
#if defined(__linux__)
  if (size >= huge_page) madvise(memory, size, MADV_HUGEPAGE);
#endif
  return {memory, Freed{alignment}};
}

}  // namespace

void* FramePool::carve(std::size_t size_class) {
  static std::vector<Block> blocks;
  static std::size_t sizes[classes] = {};
  auto& size = sizes[size_class];
  size = std::clamp(2 * size, least_block, huge_page);
  auto* block = blocks.emplace_back(block_of(size)).get();
  const auto cell_size = size_class * step;
  for (auto i = size / cell_size - 1; i > 0; --i) release(block + i * cell_size, cell_size);
  return block;
}

}  // namespace faultline
