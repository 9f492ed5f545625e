#include "lab/hunt/trials/trials.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "lab/processes/process_pool.hpp"

namespace faultline {

namespace {

/// Runs that share what lies before their faults.
constexpr std::size_t most_together = 12;

}  // namespace

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
  const auto groups = groups_of(asked);
  const auto results = ProcessPool{settings_.jobs}.run(
      groups.size(), [&](std::size_t piece) { return to_bytes(run(groups[piece])); });
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto found = results_from_bytes(results[i]);
    for (std::size_t k = 0; k < found.size(); ++k)
      results_.emplace(Key{groups[i].sets[k], groups[i].replication}, std::move(found[k]));
  }
  runs_ += asked.size();
  return true;
}

/// Those that share their past side by side, but not so many that a process is left with nothing to
/// do; every other one by itself.
std::vector<TrialGroup> Trials::groups_of(const std::vector<Key>& asked) const {
  std::vector<TrialGroup> groups;
  std::map<std::tuple<std::size_t, std::size_t, Inspection>, std::size_t> open;
  for (const auto& [set, replication] : asked) {
    const bool lineage = settings_.lineage && replication == 0 && is_full(hunted_.menu, set);
    const auto look = lineage ? Inspection::lineage : Inspection::measures;
    const auto fresh = groups.size();
    auto group = fresh;
    if (!hypothesis_.needs_inside() && shares_past(hunted_, set)) {
      auto& last = open.try_emplace({set.design, replication, look}, fresh).first->second;
      if (last < fresh && groups[last].sets.size() == most_together) last = fresh;
      group = last;
    }
    if (group == fresh) groups.push_back({set.design, replication, look, {}});
    groups[group].sets.push_back(set);
  }
  return groups;
}

std::vector<TrialResult> Trials::run(const TrialGroup& group) const {
  if (group.sets.size() > 1) return results_of(hunted_, group);
  return {result_of(hunted_, group.sets.front(), group.replication, group.look,
                    hypothesis_.needs_inside())};
}

std::vector<TrialResult> Trials::explained(const std::vector<FaultSet>& sets) const {
  const auto results = ProcessPool{settings_.jobs}.run(sets.size(), [&](std::size_t piece) {
    return to_bytes({result_of(hunted_, sets[piece], 0, Inspection::causes, true)});
  });
  std::vector<TrialResult> found;
  for (const auto& bytes : results) found.push_back(std::move(results_from_bytes(bytes).front()));
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
