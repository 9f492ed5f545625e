#include "analysis/inside/observability.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// Numbers of requests that are sampled, in order.
std::vector<std::uint64_t> sampled(std::size_t count) {
  std::vector<std::uint64_t> found;
  for (std::uint64_t request = 0; found.size() < count; ++request)
    if (is_sampled(request)) found.push_back(request);
  return found;
}

struct Shape {
  std::uint16_t place;
  std::uint32_t parent;  ///< number of the span, from 1 for the client's
  SpanKind kind = SpanKind::call;
};

void tell(ObservabilityTally& tally, std::uint64_t request, const std::vector<Shape>& shapes,
          Outcome outcome = Outcome::succeeded) {
  std::uint32_t number = 1;
  for (const auto& [place, parent, kind] : shapes)
    tally.span({.request = request,
                .number = ++number,
                .parent = parent,
                .kind = kind,
                .place = place,
                .began = Time{10s},
                .ended = Time{11s}});
  tally.span({.request = request,
              .number = 1,
              .kind = SpanKind::request,
              .began = Time{10s},
              .ended = Time{12s},
              .outcome = outcome});
}

RunFrame frame() {
  RunFrame frame{};
  frame.warm = Time{1s};
  frame.length = Time{100s};
  return frame;
}

}  // namespace

TEST_CASE("Observability: one request in 64 is sampled") {
  int count = 0;
  for (std::uint64_t request = 0; request < 640000; ++request) count += is_sampled(request);
  CHECK(count == Approx(10000).epsilon(0.01));
}

TEST_CASE("Observability: spans, parts and joins are means over the requests") {
  ObservabilityTally tally(frame());
  const auto requests = sampled(2);
  tell(tally, requests[0], {{1, 1}, {2, 2}, {1, 3, SpanKind::consume}});
  tell(tally, requests[1], {{1, 1}}, Outcome::failed);
  const auto seen = tally.result();
  CHECK(seen.spans == (4 + 2) / 2.0);
  CHECK(seen.parts == (2 + 1) / 2.0);
  CHECK(seen.joins == 0.5);
  CHECK(seen.unawaited == Approx(1 / 6.0));
  CHECK(seen.spans_of_failed == 2);
}

TEST_CASE("Observability: two ways, three times and once, have an entropy of 0.811 bits") {
  ObservabilityTally tally(frame());
  const auto requests = sampled(4);
  for (int i = 0; i < 3; ++i) tell(tally, requests[i], {{1, 1}, {2, 2}});
  tell(tally, requests[3], {{1, 1}, {2, 1}});
  CHECK(tally.result().paths == 2);
  CHECK(tally.result().path_entropy == Approx(0.8113).epsilon(1e-3));
}
