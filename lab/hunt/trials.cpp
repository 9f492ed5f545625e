#include "lab/hunt/trials.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lab/processes/process_pool.hpp"

namespace faultline {

std::optional<bool> Trials::breaks(const FaultSet& set, std::size_t replication) {
  const Key key{set, replication};
  if (const auto found = results_.find(key); found != results_.end())
    return hypothesis_.broken_by(found->second.measures);
  if (noted_.insert(key).second) asked_.push_back(key);
  return std::nullopt;
}

std::optional<bool> Trials::breaks(const FaultSet& set) {
  SequentialTest test(settings_.test);
  for (std::size_t replication = 0; test.decision() == SequentialTest::Decision::open;
       ++replication) {
    const auto broken = breaks(set, replication);
    if (!broken) return std::nullopt;
    test.add(*broken);
  }
  return test.decision() == SequentialTest::Decision::mostly && hypothesis_.broken_by(means(set));
}

bool Trials::run_asked() {
  auto asked = std::exchange(asked_, {});
  noted_.clear();
  asked.resize(std::min(asked.size(), settings_.budget - std::min(settings_.budget, runs_)));
  if (asked.empty()) return false;
  const ProcessPool pool{settings_.jobs, [&](std::size_t finished) {
                           if (settings_.tell) settings_.tell(runs_ + finished);
                         }};
  const auto results = pool.run(asked.size(), [&](std::size_t piece) {
    const auto& [set, replication] = asked[piece];
    const bool lineage = settings_.lineage && replication == 0 && is_full(hunted_.menu, set);
    const auto look = lineage ? Inspection::lineage : Inspection::measures;
    return to_bytes(result_of(hunted_, set, replication, look, hypothesis_.needs_inside()));
  });
  for (std::size_t i = 0; i < asked.size(); ++i)
    results_.emplace(asked[i], result_from_bytes(results[i]));
  runs_ += asked.size();
  return true;
}

std::vector<TrialResult> Trials::explained(const std::vector<FaultSet>& sets) const {
  const auto results = ProcessPool{settings_.jobs}.run(sets.size(), [&](std::size_t piece) {
    return to_bytes(result_of(hunted_, sets[piece], 0, Inspection::causes, true));
  });
  std::vector<TrialResult> found;
  for (const auto& bytes : results) found.push_back(result_from_bytes(bytes));
  return found;
}

std::size_t Trials::replications(const FaultSet& set) const {
  std::size_t count = 0;
  while (results_.contains({set, count})) ++count;
  return count;
}

std::vector<double> Trials::means(const FaultSet& set) const {
  const auto count = replications(set);
  std::vector<double> sums;
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& measured = results_.at({set, i}).measures;
    sums.resize(measured.size());
    values.resize(measured.size());
    for (std::size_t measure = 0; measure < measured.size(); ++measure) {
      if (std::isnan(measured[measure])) continue;
      sums[measure] += measured[measure];
      ++values[measure];
    }
  }
  for (std::size_t measure = 0; measure < sums.size(); ++measure) sums[measure] /= values[measure];
  return sums;
}

}  // namespace faultline
