#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "sim/engine/check.hpp"

namespace faultline {

/// Plain values and lists of them as bytes, for a pipe between two processes of one machine.
class Packer {
 public:
  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto* bytes = reinterpret_cast<const std::byte*>(&value);
    bytes_.insert(bytes_.end(), bytes, bytes + sizeof value);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(list.size());
    for (const auto& value : list) put(value);
  }

  std::vector<std::byte> bytes() && { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
};

/// Takes them back, in the same order.
class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  void take(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    check(bytes_.size() >= sizeof value, "what a run found arrives whole");
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_ = bytes_.subspan(sizeof value);
  }
  template <class T>
  void take(std::vector<T>& list) {
    std::size_t size = 0;
    take(size);
    list.resize(size);
    for (auto& value : list) take(value);
  }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace faultline
