#include "sim/engine/event_tree.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

namespace faultline {

using namespace std::chrono_literals;

namespace {

EventKey key(Duration after, std::uint64_t number, std::uint32_t slot) {
  return {start_of_run + after, number, slot};
}

}  // namespace

TEST_CASE("The first key of a tree is the earliest, and of those at one time the first scheduled") {
  EventTree tree;
  CHECK(tree.first() == EventKey::last());
  tree.put(key(3ms, 1, 1));
  tree.put(key(2ms, 3, 2));
  tree.put(key(2ms, 2, 3));
  CHECK(tree.first().slot() == 3);
  tree.take_first();
  CHECK(tree.first().slot() == 2);
  tree.take_first();
  CHECK(tree.first().slot() == 1);
  tree.take_first();
  CHECK(tree.first() == EventKey::last());
}

TEST_CASE("A key holds its time, its number and its slot up to their limits") {
  const EventKey most{end_of_time, EventKey::most_numbers - 2, EventKey::most_slots - 1};
  CHECK(most.time() == end_of_time);
  CHECK(most.number() == EventKey::most_numbers - 2);
  CHECK(most.slot() == EventKey::most_slots - 1);
  CHECK(most < EventKey::last());
  CHECK(EventKey::smaller(most, EventKey::last()) == most);
  CHECK(EventKey::smaller(EventKey::last(), most) == most);
}

TEST_CASE("A tree gives 200,000 keys in the order of a sorted set while up to 3,000 stand in it") {
  std::mt19937 random{7};
  EventTree tree;
  std::set<std::pair<Time, std::uint64_t>> sorted;
  std::vector<std::uint32_t> places;  // free ones
  std::uint32_t places_made = 0;
  auto now = start_of_run;
  std::uint64_t number = 0;
  std::uint64_t wrong = 0;
  const auto schedule = [&] {
    if (places.empty()) places.push_back(++places_made);
    const EventKey one{now + std::chrono::milliseconds{random() % 50}, ++number, places.back()};
    places.pop_back();
    tree.put(one);
    sorted.emplace(one.time(), one.number());
  };
  while (number < 200'000) {
    // Grows to 3,000, empties, and so on; now and then an event schedules none or two.
    const auto wanted = number / 20'000 % 2 == 0 ? 3'000u : 3u;
    while (sorted.size() < wanted && random() % 4 != 0) schedule();
    if (sorted.empty()) continue;
    const auto first = tree.first();
    wrong += std::pair{first.time(), first.number()} != *sorted.begin();
    sorted.erase(sorted.begin());
    tree.take_first();
    now = first.time();
    places.push_back(first.slot());
    if (sorted.size() < wanted) schedule();
  }
  CHECK(wrong == 0);
  CHECK(places_made >= 3'000);
}

}  // namespace faultline
