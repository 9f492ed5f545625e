#include "lab/processes/traced_runs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "analysis/measures/collector.hpp"
#include "analysis/traces/span_tree.hpp"
#include "lab/processes/process.hpp"
#include "lab/running/packet.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/world/world.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;

namespace {

Experiment tiny() {
  const TemporaryFolder folder;
  return read_experiment({.scenario = folder.file("tiny.json", tiny_scenario)});
}

Experiment lesson(const std::string& file) {
  return read_experiment({.scenario = "scenarios/" + file});
}

std::vector<TracedDesign> traced(Experiment experiment) {
  const auto offers = offers_of(experiment, {}, 100);
  return trace(experiment, {}, worth_tracing(offers));
}

/// The first spans whose parents or ends are wrong, in words.
std::string trouble_in(const Trace& trace) {
  std::map<std::uint32_t, const SpanRecord*> spans;
  for (const auto& span : trace.spans) spans[span.number] = &span;
  for (const auto& span : trace.spans) {
    const auto name = std::string(name_of(span.kind)) + " " + std::to_string(span.number);
    if (span.ended < span.began) return name + " ends before it begins";
    if (span.parent == SpanRecord::no_span) {
      const bool alone = span.kind == SpanKind::request || span.link != SpanRecord::no_span;
      if (!alone) return name + " has neither parent nor link";
      continue;
    }
    if (!spans.contains(span.parent)) return name + " has a parent that is not there";
    const auto& parent = *spans[span.parent];
    if (span.began < parent.began) return name + " begins before its parent";
    const bool outlives = span.abandoned < end_of_time || span.kind == SpanKind::stay ||
                          span.kind == SpanKind::background;
    if (span.ended > parent.ended && !outlives) return name + " ends after its parent";
  }
  return "";
}

Duration total(const std::vector<TimePiece>& pieces) {
  Duration whole{};
  for (const auto& piece : pieces) whole += piece.span;
  return whole;
}

}  // namespace

TEST_CASE("Spans begin and end within their parents, unless nobody waits for them") {
  for (const auto* file : {"01-order-checkout.json", "08-hedging.json", "17-outbox.json",
                           "18-saga.json", "kinds/step-parallel.json"}) {
    INFO(file);
    for (const auto& design : traced(lesson(file))) {
      CHECK(design.traces.size() > 20);
      for (const auto& trace : design.traces) {
        INFO(design.name << ", request " << trace.transaction.id);
        CHECK(trouble_in(trace) == "");
      }
    }
  }
}

TEST_CASE("The pieces of a traced request are as long as its response time") {
  for (const auto& design : traced(lesson("02-retry-storm.json")))
    for (const auto& trace : design.traces) {
      if (!trace.answered()) continue;
      INFO(design.name << ", request " << trace.transaction.id);
      CHECK(total(split(trace)) == trace.transaction.answered - trace.transaction.arrived);
      const auto* request = SpanTree(trace).request();
      REQUIRE(request);
      CHECK(request->ended == trace.transaction.answered);
      CHECK(request->began == trace.transaction.arrived);
    }
}

TEST_CASE("All designs trace the same requests") {
  const auto designs = traced(tiny());
  REQUIRE(designs.size() == 2);
  REQUIRE(designs[0].traces.size() == designs[1].traces.size());
  for (std::size_t i = 0; i < designs[0].traces.size(); ++i) {
    const auto& one = designs[0].traces[i].transaction;
    const auto& other = designs[1].traces[i].transaction;
    CHECK(one.id == other.id);
    CHECK(one.arrived == other.arrived);
  }
}

TEST_CASE("What processes an event links to what published it") {
  const auto designs = traced(tiny());
  for (const auto& trace : designs[1].traces) {
    const auto consumer = std::ranges::find(trace.spans, SpanKind::consume, &SpanRecord::kind);
    REQUIRE(consumer != trace.spans.end());
    const auto publisher = std::ranges::find(trace.spans, consumer->link, &SpanRecord::number);
    REQUIRE(publisher != trace.spans.end());
    CHECK(publisher->kind == SpanKind::publish);
  }
}

TEST_CASE("Tracing changes no byte of the results") {
  for (const auto* file : {"01-order-checkout.json", "08-hedging.json", "17-outbox.json"})
    for (const auto& design : lesson(file).designs) {
      INFO(file << ", " << design);
      const auto bytes_with = [&](Recording recording) {
        Process process([&] {
          auto scenario = lesson(file).scenario;
          Collector collector(frame_of(scenario, design));
          World world(std::move(scenario), design, Streams{1, 0}, collector, recording);
          world.run();
          return to_bytes({collector.summary(), world.events()});
        });
        while (!process.take()) continue;
        CHECK(process.end().how == Process::Ended::well);
        return process.bytes();
      };
      const auto without = bytes_with({});
      CHECK(bytes_with({.tracing = {.one_in = 3}}) == without);
    }
}
