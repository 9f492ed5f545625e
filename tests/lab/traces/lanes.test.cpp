#include "lab/traces/lanes.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

namespace {

SpanRecord span(std::uint32_t number, std::uint32_t parent, std::int64_t began,
                std::int64_t ended) {
  return {.request = 0,
          .number = number,
          .parent = parent,
          .began = Time{began * 1ms},
          .ended = Time{ended * 1ms}};
}

/// Two spans of one lane do not overlap in part.
bool nest(const SpanRecord& first, const SpanRecord& second) {
  return second.began >= first.ended || second.ended <= first.ended;
}

}  // namespace

TEST_CASE("Spans of one lane nest or do not touch, and none is left out") {
  Trace trace;
  trace.spans = {span(1, 0, 0, 100), span(2, 1, 10, 60),  span(3, 1, 20, 90), span(4, 2, 10, 150),
                 span(5, 3, 30, 80), span(6, 1, 90, 100), span(7, 1, 60, 90), span(8, 0, 120, 130)};
  const auto lanes = lanes_of(trace);
  std::size_t placed = 0;
  for (const auto& lane : lanes) {
    placed += lane.size();
    for (std::size_t i = 0; i < lane.size(); ++i)
      for (std::size_t j = i + 1; j < lane.size(); ++j) CHECK(nest(*lane[i], *lane[j]));
  }
  CHECK(placed == trace.spans.size());
  CHECK(lanes.size() == 3);  // 2 and 3 overlap, and 4 outlives all
}

TEST_CASE("A child is on the lane of its parent where it fits") {
  Trace trace;
  trace.spans = {span(1, 0, 0, 100), span(2, 1, 10, 60), span(3, 2, 20, 50)};
  CHECK(lanes_of(trace).size() == 1);
}
