#include "lab/output/tables/in_short.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

/// One of the four: what is said of the better design, and the measures that decide.
struct Aspect {
  std::string_view name;
  std::string_view praise;
  std::vector<std::size_t> measures;
};

const std::vector<Aspect>& aspects() {
  static const std::vector<Aspect> table{
      {"coupling", "is less coupled", {measure_index("temporal_coupling")}},
      {"failure mode",
       "fails less widely",
       {measure_index("blast_radius"), measure_index("cascade_depth"),
        measure_index("ended_with_fault")}},
      {"complexity",
       "is simpler to observe",
       {measure_index("parts_per_request"), measure_index("spans_per_request"),
        measure_index("distinct_paths"), measure_index("trace_joins"),
        measure_index("spans_per_failure")}},
      {"latency",
       "is faster",
       {measure_index("response_p50_s"), measure_index("response_p99_s"),
        measure_index("consistency_p99_s"), measure_index("staleness_p99_s")}}};
  return table;
}

/// Two designs, in one measure after the other.
class Pair {
 public:
  Pair(const Results& results, const DesignComparison& comparison)
      : comparison_(comparison),
        first_(design_of(results, comparison.from)),
        second_(design_of(results, comparison.to)) {}

  /// "events has a monolith score of 0.03 instead of 0.23: ..."; by the wiring, so that there is no
  /// interval.
  std::string by_wiring() const {
    const auto& one = first_.monolith;
    const auto& other = second_.monolith;
    if (one.score == other.score)
      return fmt::format("both have a monolith score of {:.2f}", one.score);
    const bool first = one.score < other.score;
    const auto& low = first ? one : other;
    const auto& high = first ? other : one;
    Words words;
    for (std::size_t i = 0; i < low.kinds.size(); ++i)
      if (low.kinds[i].pairs != high.kinds[i].pairs)
        words.push_back(fmt::format("{} {} instead of {}", CouplingGraph::kinds[i],
                                    low.kinds[i].pairs, high.kinds[i].pairs));
    return fmt::format(
        "{} has a monolith score of {:.2f} instead of {:.2f} (pairs of services: {})",
        first ? first_.name : second_.name, low.score, high.score, fmt::join(words, ", "));
  }

  std::string verdict(const Aspect& aspect) const {
    const auto first = won(aspect, Winner::first);
    const auto second = won(aspect, Winner::second);
    std::vector<std::string> words;
    if (!first.empty()) words.push_back(praised(aspect, comparison_.from, first, second.empty()));
    if (!second.empty()) words.push_back(praised(aspect, comparison_.to, second, first.empty()));
    for (auto& alone : {known_alone(aspect, first_, second_), known_alone(aspect, second_, first_)})
      if (!alone.empty()) words.push_back(alone);
    if (words.empty()) return "no measure differs by more than its interval.";
    return fmt::format("{}.", fmt::join(words, "; "));
  }

 private:
  using Words = std::vector<std::string>;

  static const DesignResult& design_of(const Results& results, const std::string& name) {
    return *std::ranges::find(results.designs, name, &DesignResult::name);
  }
  static const Estimate& of(const DesignResult& design, std::size_t measure) {
    return design.slices.front()[measure];
  }

  static std::string praised(const Aspect& aspect, const std::string& design, const Words& words,
                             bool alone) {
    return alone ? fmt::format("{} {}: {}", design, aspect.praise, fmt::join(words, ", "))
                 : fmt::format("{} is better in {}", design, fmt::join(words, ", "));
  }

  /// "blast radius 33.33 % instead of 100 %", for each measure that this one wins.
  Words won(const Aspect& aspect, Winner winner) const {
    Words words;
    for (const auto measure : aspect.measures) {
      if (comparison_.slices.front()[measure].winner != winner) continue;
      const auto& better = of(winner == Winner::first ? first_ : second_, measure);
      const auto& worse = of(winner == Winner::first ? second_ : first_, measure);
      const std::array both{better, worse};
      const auto unit = measures[measure].unit;
      const auto scale = scale_of(unit, both);
      words.push_back(fmt::format("{} {} instead of {}", in_a_list(measures[measure].title),
                                  figure_of(unit, better, scale).text(),
                                  figure_of(unit, worse, scale).text()));
    }
    return words;
  }

  /// What only this one has a value for, such as the staleness of a copy.
  std::string known_alone(const Aspect& aspect, const DesignResult& design,
                          const DesignResult& other) const {
    Words words;
    for (const auto measure : aspect.measures) {
      const auto& known = of(design, measure);
      if (std::isnan(known.mean) || !std::isnan(of(other, measure).mean)) continue;
      const auto unit = measures[measure].unit;
      words.push_back(
          fmt::format("{} {}", in_a_list(measures[measure].title),
                      figure_of(unit, known, scale_of(unit, std::span(&known, 1))).text()));
    }
    if (words.empty()) return "";
    return fmt::format("only in {}: {}", design.name, fmt::join(words, ", "));
  }

  const DesignComparison& comparison_;
  const DesignResult& first_;
  const DesignResult& second_;
};

}  // namespace

std::vector<ShortAnswer> short_answers(const Results& results, const DesignComparison& comparison) {
  const Pair pair(results, comparison);
  std::vector<ShortAnswer> answers;
  for (const auto& aspect : aspects())
    answers.push_back(
        {std::string(aspect.name),
         (aspect.name == "coupling" ? pair.by_wiring() + "; " : "") + pair.verdict(aspect)});
  return answers;
}

std::string in_short(const Results& results, const Paint& paint) {
  std::string text;
  for (const auto& comparison : results.comparisons_in_words()) {
    text += paint.heading(fmt::format("{} and {} in short", comparison.from, comparison.to)) + "\n";
    for (const auto& [topic, answer] : short_answers(results, comparison))
      text += hung(fmt::format("  {:<13} ", topic), answer);
  }
  return text;
}

}  // namespace faultline
