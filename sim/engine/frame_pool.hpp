#pragma once

#include <cstddef>
#include <new>

namespace faultline {

/// Memory for coroutine frames: free lists by size, in steps of 32 bytes up to 2 KiB, carved from
/// large blocks that are kept until the process ends. Larger frames come from the heap.
/// One simulation runs in one thread, so nothing is locked.
class FramePool {
 public:
  static void* allocate(std::size_t size) {
    const auto size_class = (size + step - 1) / step;
    if (size_class >= classes) [[unlikely]]
      return ::operator new(size);
    if (auto* cell = free_[size_class]) [[likely]] {
      free_[size_class] = cell->next;
      return cell;
    }
    return carve(size_class);
  }

  static void release(void* memory, std::size_t size) noexcept {
    const auto size_class = (size + step - 1) / step;
    if (size_class >= classes) [[unlikely]] {
      ::operator delete(memory, size);
      return;
    }
    free_[size_class] = new (memory) Cell{free_[size_class]};
  }

 private:
  struct Cell {
    Cell* next;
  };
  static constexpr std::size_t step = 32;
  static constexpr std::size_t classes = 2048 / step + 1;

  static void* carve(std::size_t size_class);

  static inline Cell* free_[classes] = {};
};

/// Allocates the frame of a coroutine from the pool; with the address sanitizer from the heap, so
/// that the use of a destroyed frame is detected.
struct Pooled {
#if !__has_feature(address_sanitizer)
  static void* operator new(std::size_t size) { return FramePool::allocate(size); }
  static void operator delete(void* memory, std::size_t size) noexcept {
    FramePool::release(memory, size);
  }
#endif
};

}  // namespace faultline
