#pragma once

#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

#include "analysis/inside/candidates.hpp"
#include "sim/engine/check.hpp"

namespace faultline {

/// Plain values and lists of them as bytes, for a pipe between two processes of one machine.
class Packer {
 public:
  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    put(&value, 1);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(list.size());
    put(list.data(), list.size());
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  /// A list of values that are not plain.
  template <class T, class PutOne>
  void put_each(const std::vector<T>& list, PutOne put_one) {
    put(list.size());
    for (const auto& one : list) put_one(one);
  }
  void put(const Offer& offer) {
    put(offer.arrived);
    put(offer.counts);
    for (const auto& some : offer.by_ending) put(some);
    put(offer.slowest);
    put(offer.share);
    put(offer.median);
  }

  std::vector<std::byte> bytes() && { return std::move(bytes_); }

 private:
  template <class T>
  void put(const T* values, std::size_t count) {
    const auto* bytes = reinterpret_cast<const std::byte*>(values);
    bytes_.insert(bytes_.end(), bytes, bytes + count * sizeof(T));
  }

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
    check(bytes_.size() / sizeof(T) >= size, "what a run found arrives whole");
    list.resize(size);
    if (size > 0) std::memcpy(list.data(), bytes_.data(), size * sizeof(T));
    bytes_ = bytes_.subspan(size * sizeof(T));
  }
  template <class T, class TakeOne>
  void take_each(std::vector<T>& list, TakeOne take_one) {
    std::size_t size = 0;
    take(size);
    list.resize(size);
    for (auto& one : list) take_one(one);
  }
  template <class T>
  void take(std::optional<T>& value) {
    bool has_value = false;
    take(has_value);
    if (has_value) take(value.emplace());
  }
  void take(Offer& offer) {
    take(offer.arrived);
    take(offer.counts);
    for (auto& some : offer.by_ending) take(some);
    take(offer.slowest);
    take(offer.share);
    take(offer.median);
  }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace faultline
