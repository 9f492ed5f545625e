#include "tests/theory/replications.hpp"

#include <algorithm>
#include <sstream>

#include "analysis/measures/collector.hpp"
#include "analysis/measures/measures.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/validation/validation.hpp"
#include "models/world/world.hpp"

namespace faultline {

double Ledger::spent_s() const {
  Duration sum{};
  for (const auto& work : works) sum += work.spent;
  return seconds(sum);
}

double Ledger::wasted_s() const {
  Duration sum{};
  for (const auto& work : works)
    if (!work.wanted) sum += work.spent;
  return seconds(sum);
}

double Ledger::count(Outcome outcome) const {
  return static_cast<double>(std::ranges::count_if(transactions, [&](const auto& transaction) {
    return transaction.answered != end_of_time && transaction.outcome == outcome;
  }));
}

double response_s(const TransactionRecord& transaction) {
  return seconds(transaction.answered - transaction.arrived);
}

namespace {

/// Each of the problems is a limit shorter than what an answer takes at the least, or a policy that
/// comes too late to act.
bool all_out_of_time(const std::string& problems) {
  std::istringstream lines(problems);
  for (std::string line; std::getline(lines, line);)
    if (line.find("takes at least") == line.npos && line.find("takes longer than") == line.npos &&
        line.find("it would never") == line.npos)
      return false;
  return true;
}

}  // namespace

Scenario scenario_of(const Setup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  auto scenario = checked_scenario(document);
  try {
    document.problems.raise();
  } catch (const ScenarioError& error) {
    if (!setup.in_vain || !all_out_of_time(error.what())) throw;
  }
  return scenario;
}

void run_here(Scenario scenario, const std::string& design, std::uint64_t replication,
              Recorder& recorder) {
  const Streams streams{static_cast<std::uint64_t>(scenario.run.seed), replication};
  World world(std::move(scenario), design, streams, recorder);
  world.run();
}

Replications::Replications(const Setup& setup, int count, const std::string& design) {
  for (int i = 0; i < count; ++i) {
    auto scenario = scenario_of(setup);
    summaries_.push_back(unpack(forked([&] {
      Collector collector(frame_of(scenario, design), true);
      run_here(std::move(scenario), design, static_cast<std::uint64_t>(i), collector);
      return pack(collector.summary());
    })));
  }
}

std::vector<double> Replications::values(std::string_view measure) const {
  std::vector<double> values;
  for (const auto& summary : summaries_)
    values.push_back(summary.measures.front()[find_measure(measure).value()]);
  return values;
}

}  // namespace faultline
