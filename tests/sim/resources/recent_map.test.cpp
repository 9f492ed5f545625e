#include "sim/resources/recent_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <list>

namespace faultline {

namespace {

/// The same by the book: a list, the key used last in front.
class Reference {
 public:
  explicit Reference(std::size_t capacity) : capacity_(capacity) {}

  int* find(std::uint64_t key) {
    const auto found = std::ranges::find(entries_, key, &Entry::key);
    if (found == entries_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found);
    return &entries_.front().value;
  }
  int& at(std::uint64_t key, int fresh) {
    if (auto* held = find(key)) return *held;
    if (entries_.size() == capacity_) entries_.pop_back();
    entries_.push_front({key, fresh});
    return entries_.front().value;
  }
  std::size_t size() const { return entries_.size(); }
  void clear() { entries_.clear(); }

 private:
  struct Entry {
    std::uint64_t key;
    int value;
  };
  std::size_t capacity_;
  std::list<Entry> entries_;
};

/// Thousands of random calls to both; the first whose answers differ, or -1.
int first_difference(std::size_t capacity, std::uint64_t keys, std::uint64_t seed) {
  RecentMap<int> map(capacity);
  Reference reference(capacity);
  for (int i = 0; i < 20000; ++i) {
    const auto drawn = mix(seed * 1'000'003 + static_cast<std::uint64_t>(i));
    const auto key = (drawn >> 16) % keys;
    if (drawn % 5000 == 0) {
      map.clear();
      reference.clear();
    } else if (drawn % 2 == 0) {
      const auto* mine = map.find(key);
      const auto* other = reference.find(key);
      if (!mine != !other || (mine && *mine != *other)) return i;
    } else {
      auto& mine = map.at(key, i);
      auto& other = reference.at(key, i);
      if (mine != other) return i;
      if (drawn % 3 == 0) mine = other = -i;
    }
    if (map.size() != reference.size()) return i;
  }
  return -1;
}

}  // namespace

TEST_CASE("A map of the keys used last does what a list in order of use does") {
  const std::size_t capacity = GENERATE(1, 2, 3, 7, 8, 9, 100, 1000);
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    for (const std::uint64_t more : {1, 2, 10}) {
      INFO("capacity " << capacity << ", keys " << capacity + more << ", seed " << seed);
      CHECK(first_difference(capacity, capacity + more, seed) == -1);
    }
}

TEST_CASE("Of the keys held that goes which was not used for the longest time") {
  RecentMap<int> map(2);
  map.at(1, 10);
  map.at(2, 20);
  CHECK(*map.find(1) == 10);
  map.at(3, 30);
  CHECK(map.find(2) == nullptr);
  CHECK(*map.find(1) == 10);
  CHECK(*map.find(3) == 30);
  CHECK(map.size() == 2);
}

TEST_CASE("Keys that hash to the same place do not hide each other when one goes") {
  // Among many keys there are all kinds of runs in the table; each goes once.
  RecentMap<std::uint64_t> map(64);
  for (std::uint64_t key = 0; key < 10000; ++key) {
    map.at(key, key);
    for (std::uint64_t held = key < 63 ? 0 : key - 63; held <= key; ++held)
      if (const auto* value = map.find(held); !value || *value != held) FAIL(key << " " << held);
  }
  CHECK(map.size() == 64);
}

}  // namespace faultline
