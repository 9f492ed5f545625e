#include "analysis/measures/timeline.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

TEST_CASE("A run of an hour has buckets of one second, a longer one at most 3600 buckets") {
  CHECK(Buckets{Time{10s}}.count() == 10);
  CHECK(Buckets{Time{3600s}}.count() == 3600);
  CHECK(Buckets{Time{3601s}}.width_s(0) == 2);
  CHECK(Buckets{Time{3601s}}.count() == 1801);
  CHECK(Buckets{Time{36000s}}.width_s(0) == 10);
}

TEST_CASE("The last bucket ends with the run") {
  const Buckets buckets{Time{2500ms}};
  CHECK(buckets.count() == 3);
  CHECK(buckets.width_s(1) == 1);
  CHECK(buckets.width_s(2) == 0.5);
}

TEST_CASE("An instant on an edge belongs to the bucket that begins there") {
  for (const auto length : {Time{3600s}, Time{24h}}) {
    const Buckets buckets{length};
    for (std::size_t i = 1; i < buckets.count(); ++i) {
      REQUIRE(buckets.of(buckets.from(i)) == i);
      REQUIRE(buckets.of(buckets.from(i) - 1ns) == i - 1);
    }
  }
}

TEST_CASE("Only whole buckets lie within a window") {
  const Buckets buckets{Time{10s}};
  const auto within = buckets.within(Time{1500ms}, Time{4500ms});
  CHECK(within.first == 2);
  CHECK(within.last == 4);
  CHECK(buckets.within(Time{2100ms}, Time{2900ms}).size() == 0);
  CHECK(buckets.within(Time{8s}, end_of_time).size() == 2);
  CHECK(buckets.within(end_of_time, end_of_time).size() == 0);
}

TEST_CASE("Time is cut at the edges of buckets and of windows") {
  RunFrame frame{};
  frame.warm = Time{500ms};
  frame.length = Time{3s};
  frame.windows = {{"middle", Time{1s}, Time{1250ms}}, {"on", Time{1250ms}, end_of_time}};
  const Timeline timeline(frame);  // 0 | 0.5 | 1 | 1.25 | 2 | 3: drain
  CHECK(timeline.pieces() == 6);
  CHECK(timeline.piece_of(Time{499ms}) == 0);
  CHECK(timeline.piece_of(Time{500ms}) == 1);
  CHECK(timeline.piece_of(Time{1249ms}) == 2);
  CHECK(timeline.piece_of(Time{1999ms}) == 3);
  CHECK(timeline.piece_of(Time{3s}) == timeline.drain());
  CHECK(timeline.piece_of(end_of_time) == timeline.drain());
  CHECK(timeline.pieces_of(Time{1250ms}, end_of_time).first == 3);
  CHECK(timeline.pieces_of(Time{1250ms}, end_of_time).last == timeline.drain());
  CHECK(timeline.pieces_of_bucket(1).first == 2);
  CHECK(timeline.pieces_of_bucket(1).size() == 2);
  CHECK(timeline.pieces_of_bucket(2).last == timeline.drain());
}
