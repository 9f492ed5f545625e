#include "lab/hunt/hunt_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/cause_shares.hpp"
#include "lab/output/cause_words.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/place_words.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

double count_of(const std::vector<std::vector<double>>& chains) {
  double count = 0;
  for (const auto& row : chains) count += row[packed_length(row)];
  return count;
}

std::string listed(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

/// "3 single faults, 40 pairs"
std::string counted_by_size(const std::vector<FaultSet>& sets) {
  std::vector<std::string> words;
  const auto add = [&](std::size_t size, const char* noun) {
    const auto count =
        std::ranges::count(sets, size, [](const FaultSet& set) { return set.faults.size(); });
    if (count > 0) words.push_back(counted(static_cast<std::size_t>(count), noun));
  };
  add(1, "single fault");
  add(2, "pair");
  add(3, "triple");
  return listed(words);
}

}  // namespace

std::string lasting_in_words(const Menu& menu, std::size_t rung) {
  return text_of(menu.seconds[rung], {1, "s"});
}

std::string threshold_in_words(const Hunt& hunt, const Find& find) {
  const auto& menu = hunt.menu;
  const auto whole = lasting_in_words(menu, find.set.lasting);
  if (!find.least_lasting) return fmt::format("{}; the budget did not suffice to shrink it", whole);
  auto words = fmt::format("{} or longer", lasting_in_words(menu, *find.least_lasting));
  for (std::size_t i = 0; i < find.set.faults.size(); ++i) {
    const auto& fault = menu.faults[find.set.faults[i].fault];
    if (const auto least = find.least_strengths[i])
      words += fmt::format("; for {}, {}{} or more", whole,
                           find.set.faults.size() > 1 ? fault.place.name + " " : "",
                           fault.strength.text(fault.rungs[*least]));
  }
  return words;
}

std::string broken_in_words(const Hypothesis& hypothesis, const std::vector<double>& means) {
  std::vector<std::string> words;
  for (const auto& claim : hypothesis.claims) {
    const auto mean = means[claim.measure];
    if (!claim.broken_by(mean)) continue;
    const auto& measure = measures[claim.measure];
    if (measure.unit == Measure::Unit::probability) {
      words.push_back(
          fmt::format("{} in {:.0f} % of the replications", in_a_list(measure.title), 100 * mean));
      continue;
    }
    const Estimate estimate{mean, mean, mean, 1};
    const auto scale = scale_of(measure.unit, std::span(&estimate, 1));
    const auto digits = std::round(mean * scale.factor * 1000) / 1000 / scale.factor;
    words.push_back(fmt::format("{} {} instead of {}", in_a_list(measure.title),
                                text_of(digits, scale), claim.bounds()));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

std::string effect_in_words(const Hunt& hunt, const Find& find) {
  auto document = document_with(hunt.hunted(), find.smallest);
  const auto frame = frame_of(read_scenario(document), hunt.designs[find.set.design]);
  const std::span summary(&find.explained.causes, 1);
  const bool never = count_of(summary[0].incomplete_causes) > count_of(summary[0].causes);
  const auto shares = never ? incomplete_shares(summary) : cause_shares(summary);
  if (shares.empty()) return "";
  const auto& most = shares.front();
  return fmt::format("{} ({:.0f} % of what {}).", from_root_in_words(most.chain, frame),
                     100 * most.shares.front().mean, never ? "is never complete" : "fails");
}

std::vector<std::string> untried_in_words(const Hunt& hunt) {
  std::vector<std::string> reasons;
  const auto& menu = hunt.menu;
  if (!menu.nowhere.empty())
    reasons.push_back(fmt::format("no part can have it: {}", listed(menu.nowhere)));
  if (!menu.unchosen.empty())
    reasons.push_back(fmt::format("no usual strength is known: {}", listed(menu.unchosen)));
  if (!menu.narrowed_kinds.empty())
    reasons.push_back(fmt::format("left out by --kinds: {}", listed(menu.narrowed_kinds)));
  if (!menu.narrowed_parts.empty())
    reasons.push_back(fmt::format("left out by --parts: {}", listed(menu.narrowed_parts)));
  if (!hunt.untried.empty())
    reasons.push_back(fmt::format("the budget of {} is spent (--budget): {}",
                                  counted(hunt.settings.budget, "run"),
                                  counted_by_size(hunt.untried)));
  reasons.push_back(
      fmt::format("sets of more than {} (--most)", counted(hunt.settings.most, "fault")));
  return reasons;
}

}  // namespace faultline
