#include "lab/advice/advice.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/replications.hpp"
#include "models/scenario/validation/validation.hpp"

namespace faultline {

namespace {

constexpr std::size_t screening_replications = 2;
constexpr std::size_t most_leaders = 4;
constexpr std::size_t most_steps = 8;

/// What is worth a change: of a share, and of a time in comparison with what it was.
constexpr double least_share = 0.001;
constexpr double least_of_time = 0.05;

/// Positive where it is better, by the mean.
double improvement(const Difference& difference) {
  const auto higher = measures[difference.measure].better == Measure::Better::higher;
  return higher ? difference.estimate.mean : -difference.estimate.mean;
}

/// By `ranking_measures`; what is not worth a change is zero.
using Ranks = std::vector<double>;

Ranks ranks_of(const DesignRuns& before, const std::vector<Difference>& gains, bool certain) {
  Ranks ranks;
  for (const auto measure : ranking_measures) {
    auto rank = certain ? gain_in(gains, measure) : improvement(gains[measure]);
    auto least = least_share;
    if (measures[measure].unit == Measure::Unit::seconds) {
      rank = ratio(rank, estimate_measure(before.runs, 0, measure).mean);
      least = least_of_time;
    }
    ranks.push_back(std::isfinite(rank) ? std::trunc(rank / least) * least : 0);
  }
  return ranks;
}

/// For the order: what differs by less than 1 % is alike, and the next measure decides; after all
/// of them how much less of a monolith it is.
struct Order {
  Ranks coarse;
  double score;
  Ranks ranks;
  auto operator<=>(const Order&) const = default;
};

Order order_of(const DesignRuns& before, const TriedRemedy& tried, const Ranks& ranks) {
  auto coarse = ranks;
  for (auto& rank : coarse) rank = std::round(rank * 100);
  return {std::move(coarse), before.score - tried.runs.score, ranks};
}

/// The first measure in which something changes decides.
bool promises_gain(const Ranks& ranks) {
  const auto first = std::ranges::find_if(ranks, [](double rank) { return rank != 0; });
  return first != ranks.end() && *first > 0;
}

class Search {
 public:
  Search(const Document& document, const AdviceSettings& settings)
      : settings_(settings), current_(document) {}

  Advice run() {
    Advice advice;
    advice.design = settings_.trial.design;
    before_ = try_out(current_, settings_.trial, settings_.replications, true);
    advice.before = before_;
    for (std::size_t step = 0; step < most_steps; ++step) {
      auto leaders = compared(leaders_of(screened(advice, step == 0)));
      if (step == 0) advice.alone = leaders;
      if (leaders.empty() || !promises_gain(ranks_of(before_, leaders.front().gains, true))) break;
      take(leaders.front());
      advice.sequence.push_back(std::move(leaders.front()));
    }
    return advice;
  }

 private:
  struct Screened {
    TriedRemedy tried;
    Ranks ranks;
  };

  void take(const TriedRemedy& best) {
    current_ = best.changed;
    before_ = best.runs;
  }

  /// All that applies to the design as it is now, each tried a few times. After the first round
  /// only what has promised a gain before, or applies for the first time.
  std::vector<Screened> screened(Advice& advice, bool first) {
    auto document = current_;
    const auto scenario = checked_scenario(document);
    std::vector<Screened> promising;
    std::set<std::string> promised;
    for (auto& remedy : remedies_for(scenario, settings_.trial.design)) {
      if (!seen_.insert(remedy.what).second && !promised_.contains(remedy.what)) continue;
      if (settings_.tell) settings_.tell(remedy.what);
      try {
        auto tried = tried_out(remedy);
        auto ranks = ranks_of(before_, tried.gains, false);
        if (!promises_gain(ranks)) {
          if (first) advice.without_gain.push_back(std::move(tried.remedy));
          continue;
        }
        promised.insert(tried.remedy.what);
        promising.push_back({std::move(tried), std::move(ranks)});
      } catch (const ScenarioError& error) {
        if (first) advice.refused.push_back({std::move(remedy), error.what()});
      }
    }
    promised_ = std::move(promised);
    return promising;
  }

  TriedRemedy tried_out(Remedy remedy) const {
    Draft draft(current_, settings_.trial.design);
    remedy.apply(draft);
    auto changed = draft.finished();
    auto trial = try_out(changed, settings_.trial,
                         std::min(screening_replications, settings_.replications), false);
    auto own = gains(before_, trial);
    return {std::move(remedy), std::move(changed), std::move(trial), std::move(own)};
  }

  std::vector<TriedRemedy> leaders_of(std::vector<Screened> screened) const {
    std::ranges::stable_sort(screened, std::greater(), [&](const Screened& one) {
      return order_of(before_, one.tried, one.ranks);
    });
    std::vector<TriedRemedy> leaders;
    for (auto& one : screened)
      if (leaders.size() < most_leaders) leaders.push_back(std::move(one.tried));
    return leaders;
  }

  /// With all replications, and the winners named over all that are compared; the best first.
  std::vector<TriedRemedy> compared(std::vector<TriedRemedy> leaders) const {
    std::vector<Difference*> all;
    for (auto& leader : leaders) {
      leader.runs = try_out(leader.changed, settings_.trial, settings_.replications, true);
      leader.gains = gains(before_, leader.runs);
      for (auto& difference : leader.gains) all.push_back(&difference);
    }
    name_winners(all);
    std::ranges::stable_sort(leaders, std::greater(), [&](const TriedRemedy& leader) {
      return order_of(before_, leader, ranks_of(before_, leader.gains, true));
    });
    return leaders;
  }

  const AdviceSettings& settings_;
  Document current_;
  DesignRuns before_;
  std::set<std::string> seen_;
  std::set<std::string> promised_;
};

}  // namespace

double gain_in(const std::vector<Difference>& gains, std::size_t measure) {
  const auto& difference = gains[measure];
  return difference.winner == Winner::none ? 0 : improvement(difference);
}

Advice advise(const Document& document, const AdviceSettings& settings) {
  return Search(document, settings).run();
}

}  // namespace faultline
