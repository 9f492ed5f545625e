#include "sim/engine/frame_pool.hpp"

#include <memory>
#include <vector>

namespace faultline {

void* FramePool::carve(std::size_t size_class) {
  static std::vector<std::unique_ptr<std::byte[]>> blocks;
  constexpr std::size_t block_size = 64 * 1024;
  const auto cell_size = size_class * step;
  const auto cells = block_size / cell_size;
  auto* block = blocks.emplace_back(new std::byte[cells * cell_size]).get();
  for (auto i = cells - 1; i > 0; --i) release(block + i * cell_size, cell_size);
  return block;
}

}  // namespace faultline
