#include "tests/theory/replications.hpp"

#include <algorithm>

#include "analysis/collector.hpp"
#include "analysis/measures.hpp"
#include "models/scenario/frame.hpp"
#include "models/world.hpp"

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

Scenario scenario_of(const Setup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  return read_scenario(document);
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
      Collector collector(frame_of(scenario, design));
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
