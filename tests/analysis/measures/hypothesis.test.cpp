#include "analysis/measures/hypothesis.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "tests/analysis/measures/struck.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// Windows of 10 s from 10 s to 100 s, a fault in [40 s, 50 s), and one probe.
RunFrame frame_with(const std::string& measure) {
  auto frame = struck("payment down");
  frame.hypothesis = HypothesisFrame{{{measure, std::nullopt, 0.9, std::nullopt}}, {}};
  for (auto from = 10s; from < 100s; from += 10s) frame.hypothesis->starts.push_back(Time{from});
  return frame;
}

/// The value is 1, but 0 in windows that begin in [from, to).
HypothesisRun run(const RunFrame& frame, Duration from, Duration to) {
  const auto value = [=](const Probe&, const Window& window) {
    return window.from >= Time{from} && window.from < Time{to} ? 0.0 : 1.0;
  };
  return check_hypothesis(frame, value, [](const Probe&) { return 0.5; });
}

double detected_after(const HypothesisRun& run) { return run.faults[0][0]; }
double recovered_after(const HypothesisRun& run) { return run.faults[0][2]; }
double never_recovered(const HypothesisRun& run) { return run.faults[0][3]; }

}  // namespace

TEST_CASE("A deviation is detected at the end of the first window in which a client sees it") {
  const auto frame = frame_with("availability");
  CHECK(detected_after(run(frame, 40s, 50s)) == 50 - 40);
  CHECK(detected_after(run(frame, 60s, 70s)) == 70 - 40);
  const auto unnoticed = run(frame, 0s, 0s);
  CHECK(std::isnan(detected_after(unnoticed)));
  CHECK(unnoticed.faults[0][1] == 0);
}

TEST_CASE("What only an operator sees detects nothing, but has to recover") {
  const auto found = run(frame_with("backlog_max"), 40s, 70s);
  CHECK(found.faults[0][1] == 0);
  CHECK(recovered_after(found) == 70 - 50);
}

TEST_CASE("The hypothesis has recovered with the first window from which it holds for good") {
  const auto frame = frame_with("availability");
  CHECK(recovered_after(run(frame, 40s, 50s)) == 0);
  CHECK(recovered_after(run(frame, 40s, 80s)) == 80 - 50);
  CHECK(never_recovered(run(frame, 40s, 80s)) == 0);
  CHECK(recovered_after(run(frame, 40s, 100s)) == 100 - 50);
  CHECK(never_recovered(run(frame, 40s, 100s)) == 1);
}

TEST_CASE("While the faults last the worst windows count, and how many are out of the tolerance") {
  auto frame = frame_with("availability");
  frame.faults.push_back({"orders slow", Time{70s}, Time{80s}});
  const auto row = run(frame, 40s, 50s).probes[0];  // [40 s, 80 s) are four windows, one is bad
  CHECK(row[static_cast<int>(ProbeColumn::lowest)] == 0);
  CHECK(row[static_cast<int>(ProbeColumn::highest)] == 1);
  CHECK(row[static_cast<int>(ProbeColumn::windows_out)] == 0.25);
  CHECK(row[static_cast<int>(ProbeColumn::run)] == 0.5);
}

TEST_CASE("A measure without a course has a value of the whole run only") {
  const auto row = run(frame_with("collapsed"), 0s, 0s).probes[0];
  CHECK(row[static_cast<int>(ProbeColumn::run)] == 0.5);
  CHECK(std::isnan(row[static_cast<int>(ProbeColumn::before)]));
  CHECK(std::isnan(row[static_cast<int>(ProbeColumn::lowest)]));
}

TEST_CASE("A run without a fault is all before, one that a fault fills has no phase before") {
  auto frame = frame_with("availability");
  frame.faults.clear();
  auto phases = hypothesis_phases(frame);
  CHECK(phases.before->from == Time{10s});
  CHECK(phases.before->to == Time{100s});
  CHECK_FALSE(phases.during);
  CHECK_FALSE(phases.after);
  frame.faults = {{"slow", Time{0s}, Time{60s}}};
  phases = hypothesis_phases(frame);
  CHECK_FALSE(phases.before);
  CHECK(phases.during->from == Time{10s});
  CHECK(phases.after->from == Time{60s});
}

TEST_CASE(
    "A fault that lasts all the time is during all of it, one before the warm-up ends is none") {
  auto frame = frame_with("availability");
  frame.faults = {{"weather", Time{0s}, end_of_time}};
  auto phases = hypothesis_phases(frame);
  CHECK_FALSE(phases.before);
  CHECK(phases.during->from == Time{10s});
  CHECK(phases.during->to == Time{100s});
  CHECK_FALSE(phases.after);
  CHECK(detected_after(run(frame, 40s, 50s)) == 50);
  frame.faults = {{"early", Time{2s}, Time{7s}}};
  phases = hypothesis_phases(frame);
  CHECK_FALSE(phases.during);
  CHECK(phases.after->from == Time{10s});
  const auto found = run(frame, 0s, 0s);
  for (const auto value : found.faults[0]) CHECK(std::isnan(value));
}
