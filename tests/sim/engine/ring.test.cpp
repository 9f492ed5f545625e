#include "sim/engine/ring.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <deque>
#include <memory>

namespace faultline {

TEST_CASE("A ring gives back what was pushed, first in first out") {
  Ring<int> ring;
  for (int i = 0; i < 5; ++i) ring.push(i);
  CHECK(ring.size() == 5);
  CHECK(ring.front() == 0);
  for (int i = 0; i < 5; ++i) CHECK(ring.pop() == i);
  CHECK(ring.empty());
}

TEST_CASE("A ring keeps its order when it wraps around and when it grows while wrapped") {
  Ring<int> ring;
  int pushed = 0;
  int popped = 0;
  for (int i = 0; i < 10; ++i) ring.push(pushed++);
  for (int i = 0; i < 9; ++i) REQUIRE(ring.pop() == popped++);
  for (int i = 0; i < 15; ++i) ring.push(pushed++);  // 16 in a block of 16, nine places in: wrapped
  REQUIRE(ring.size() == 16);
  for (int i = 0; i < 100; ++i) ring.push(pushed++);  // grows three times: 32, 64, 128
  while (!ring.empty()) REQUIRE(ring.pop() == popped++);
  CHECK(popped == 125);
}

TEST_CASE("A ring behaves as a deque under any mixture of pushes and pops") {
  Ring<int> ring;
  std::deque<int> deque;
  std::uint32_t random = 1;
  for (int step = 0; step < 100'000; ++step) {
    random = random * 1664525u + 1013904223u;
    const bool growing = step / 10'000 % 2 == 0;
    if (random >> 30 < (growing ? 3u : 1u) || deque.empty()) {
      ring.push(step);
      deque.push_back(step);
    } else {
      REQUIRE(ring.pop() == deque.front());
      deque.pop_front();
    }
    REQUIRE(ring.size() == deque.size());
  }
}

TEST_CASE("A ring moves its items and keeps none of what was taken out") {
  Ring<std::shared_ptr<int>> ring;
  const auto item = std::make_shared<int>(7);
  ring.push(item);
  CHECK(item.use_count() == 2);
  CHECK(*ring.pop() == 7);
  CHECK(item.use_count() == 1);
}

}  // namespace faultline
