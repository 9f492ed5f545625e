#include <catch2/catch.hpp>

#include "analysis/traces/span_tree.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

Time at(std::int64_t milliseconds) { return Time{milliseconds * 1ms}; }

SpanRecord span(std::uint32_t number, std::uint32_t parent, std::int64_t began,
                std::int64_t ended) {
  return {.request = 0,
          .number = number,
          .parent = parent,
          .place = static_cast<std::uint16_t>(number),
          .began = at(began),
          .ended = at(ended)};
}

/// A client that gives up after 100 ms; the service waits 60 ms for a worker and works on.
Trace given_up() {
  Trace trace;
  trace.transaction = {.id = 0,
                       .arrived = at(0),
                       .answered = at(100),
                       .completed = end_of_time,
                       .outcome = Outcome::timed_out,
                       .pending = false,
                       .duplicates = 0};
  auto client = span(1, 0, 0, 100);
  client.kind = SpanKind::request;
  client.outcome = Outcome::timed_out;
  auto call = span(2, 1, 0, 150);
  call.abandoned = at(100);
  auto queue = span(3, 2, 10, 70);
  queue.kind = SpanKind::wait;
  queue.activity = Activity::queue;
  trace.spans = {client, call, queue};
  return trace;
}

}  // namespace

TEST_CASE("What a span neither waits nor asks for is work") {
  const auto trace = given_up();
  const SpanTree tree(trace);
  const auto stretches = stretches_of(tree, trace.spans[1]);
  REQUIRE(stretches.size() == 3);
  CHECK(stretches[0].activity == Activity::work);
  CHECK(stretches[1].activity == Activity::queue);
  CHECK(stretches[1].to - stretches[1].from == 60ms);
  CHECK(stretches[2].activity == Activity::work);
  CHECK(stretches[2].to == at(150));
}

TEST_CASE("The pieces of a failure are as long as its response time") {
  const auto pieces = split(given_up());
  Duration whole{};
  Duration queue{};
  for (const auto& piece : pieces) {
    whole += piece.span;
    if (piece.activity == Activity::queue) queue += piece.span;
  }
  CHECK(whole == 100ms);  // 10 ms of work, 60 ms in the queue, 30 ms of work until it gives up
  CHECK(queue == 60ms);
}

TEST_CASE("Of what a span asks for at once the one that ends last counts") {
  Trace trace;
  trace.spans = {span(1, 0, 0, 90), span(2, 1, 10, 40), span(3, 1, 10, 80)};
  const SpanTree tree(trace);
  const auto stretches = stretches_of(tree, trace.spans[0]);
  REQUIRE(stretches.size() == 3);
  REQUIRE(stretches[1].child);
  CHECK(stretches[1].child->number == 3);
  CHECK(stretches[1].to == at(80));
}
