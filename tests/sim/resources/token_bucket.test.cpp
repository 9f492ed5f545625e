#include "sim/resources/token_bucket.hpp"

#include <catch2/catch.hpp>

namespace faultline {

using namespace std::chrono_literals;

TEST_CASE("A bucket is full at first, and holds no more than its capacity") {
  TokenBucket bucket(3, 1);
  const Time late = start_of_run + 1h;
  for (int i = 0; i < 3; ++i) CHECK(bucket.take(late));
  CHECK_FALSE(bucket.take(late));
  CHECK_FALSE(bucket.take(late + 998ms));
  CHECK(bucket.take(late + 1s));
  bucket.give(100);
  for (int i = 0; i < 3; ++i) CHECK(bucket.take(late + 1s));
  CHECK_FALSE(bucket.take(late + 1s));
}

TEST_CASE("Parts of a token add up: ten tenths are one, and five fifths") {
  for (const int parts : {3, 5, 7, 10, 100}) {
    TokenBucket bucket(5, 0);
    while (bucket.take(start_of_run)) {
    }
    INFO(parts);
    for (int i = 0; i < parts; ++i) {
      CHECK_FALSE(bucket.take(start_of_run));
      bucket.give(1.0 / parts);
    }
    CHECK(bucket.take(start_of_run));
  }
}

TEST_CASE("A token that is still to come is waited for, by one after the other") {
  TokenBucket bucket(1, 10);
  Duration wait{};
  const auto waits = [&](Time now, Duration longest) {
    return bucket.take_within(now, longest, wait) ? wait : Duration{-1};
  };
  CHECK(waits(start_of_run, 1s) == 0ms);
  CHECK(waits(start_of_run, 1s) == 100ms);
  CHECK(waits(start_of_run, 1s) == 200ms);
  CHECK(waits(start_of_run, 250ms) == Duration{-1});  // 300 ms is too long, and takes nothing
  CHECK(waits(start_of_run + 50ms, 250ms) == 250ms);
  CHECK(waits(start_of_run + 400ms, 0s) == 0ms);
}

TEST_CASE("In the long run as many tokens are taken as come, whatever is asked for") {
  TokenBucket bucket(10, 100);
  int taken = 0;
  for (Time now = start_of_run; now < start_of_run + 100s; now += 1700us) taken += bucket.take(now);
  CHECK(taken >= 100 * 100 + 9);
  CHECK(taken <= 100 * 100 + 10);
}

}  // namespace faultline
