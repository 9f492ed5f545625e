#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/random/stream.hpp"

namespace faultline {

/// The values of the keys used last, at most `capacity` of them: the one that was not used for the
/// longest time goes first (LRU). Each call costs O(1): an open hash table finds a key's entry, and
/// the entries stand in a list in order of use.
template <class Value>
class RecentMap {
 public:
  explicit RecentMap(std::size_t capacity) : capacity_(capacity), table_(16, none) {}

  std::size_t size() const { return entries_.size(); }

  /// The value of `key`, which is now the one used last; null where it is not held.
  Value* find(std::uint64_t key) {
    const auto at = table_[place_of(key)];
    if (at == none) return nullptr;
    use(at);
    return &entries_[at].value;
  }

  /// The value of `key`, made anew where it is not held.
  Value& at(std::uint64_t key, const Value& fresh) {
    if (auto* held = find(key)) return *held;
    if (entries_.size() == capacity_) return reuse_oldest(key, fresh);
    if (2 * (entries_.size() + 1) > table_.size()) grow();
    const auto at = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({key, fresh, none, none});
    table_[place_of(key)] = at;
    put_first(at);
    return entries_[at].value;
  }

  /// Calls `see` with each value, in no order of use.
  template <class See>
  void visit(See see) {
    for (auto& entry : entries_) see(entry.value);
  }

  /// Lets go of the keys of which `gone` says so; the others keep their order of use. It costs as
  /// much as it holds.
  template <class Gone>
  void erase_if(Gone gone) {
    std::vector<Entry> kept;
    for (auto at = oldest_; at != none; at = entries_[at].newer)
      if (!gone(entries_[at].key)) kept.push_back(entries_[at]);
    clear();
    for (const auto& entry : kept) at(entry.key, entry.value);
  }

  void clear() {
    entries_.clear();
    table_.assign(16, none);
    newest_ = oldest_ = none;
  }

 private:
  static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

  struct Entry {
    std::uint64_t key;
    Value value;
    std::uint32_t newer;
    std::uint32_t older;
  };

  std::size_t home_of(std::uint64_t key) const { return mix(key) & (table_.size() - 1); }

  /// Where the key stands in the table, or where it would.
  std::size_t place_of(std::uint64_t key) const {
    auto place = home_of(key);
    while (table_[place] != none && entries_[table_[place]].key != key)
      place = (place + 1) & (table_.size() - 1);
    return place;
  }

  void grow() {
    table_.assign(2 * table_.size(), none);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) table_[place_of(entries_[i].key)] = i;
  }

  /// Takes a key out of the table, and moves up those behind it that stand off their home.
  void erase(std::uint64_t key) {
    auto hole = place_of(key);
    const auto mask = table_.size() - 1;
    for (auto next = (hole + 1) & mask; table_[next] != none; next = (next + 1) & mask) {
      const auto home = home_of(entries_[table_[next]].key);
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      table_[hole] = table_[next];
      hole = next;
    }
    table_[hole] = none;
  }

  Value& reuse_oldest(std::uint64_t key, const Value& fresh) {
    const auto at = oldest_;
    erase(entries_[at].key);
    take_out(at);
    entries_[at].key = key;
    entries_[at].value = fresh;
    table_[place_of(key)] = at;
    put_first(at);
    return entries_[at].value;
  }

  void use(std::uint32_t at) {
    if (at == newest_) return;
    take_out(at);
    put_first(at);
  }

  void take_out(std::uint32_t at) {
    const auto& entry = entries_[at];
    (entry.newer == none ? newest_ : entries_[entry.newer].older) = entry.older;
    (entry.older == none ? oldest_ : entries_[entry.older].newer) = entry.newer;
  }

  void put_first(std::uint32_t at) {
    entries_[at].newer = none;
    entries_[at].older = newest_;
    (newest_ == none ? oldest_ : entries_[newest_].newer) = at;
    newest_ = at;
  }

  std::size_t capacity_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> table_;  ///< open addressing, at most half full
  std::uint32_t newest_ = none;
  std::uint32_t oldest_ = none;
};

}  // namespace faultline
