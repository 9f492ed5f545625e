#include "lab/output/tables/findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "lab/output/chief_measures.hpp"
#include "lab/output/tables/hypothesis_lines.hpp"
#include "lab/output/tables/parts_table.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::size_t widest_name = 24;
/// A fault is spoken of where it costs more than this share of the transactions in it.
constexpr double notable_loss = 0.005;
constexpr double notable_backlog = 100;

const Estimate& of_run(const DesignResult& design, std::size_t measure) {
  return design.slices.front()[measure];
}

std::string in_words(Measure::Unit unit, const Estimate& estimate) {
  const auto scale = scale_of(unit, std::span(&estimate, 1));
  const auto mean = figure_of(estimate, scale).mean;
  return scale.unit.empty() ? mean : mean + " " + scale.unit;
}

std::string in_words(const DesignResult& design, std::size_t measure) {
  return in_words(measures[measure].unit, of_run(design, measure));
}

/// The window of a fault in which least is answered; the first of those.
std::size_t worst_fault(const DesignResult& design) {
  std::size_t worst = 0;
  double least = INFINITY;
  for (std::size_t i = 0; i < design.frame.windows.size(); ++i) {
    const auto& window = design.frame.windows[i];
    if (!window.name.starts_with("during ") || !design.frame.concerns(window)) continue;
    const auto slice = design.frame.slice_of_window(i);
    const auto share = design.slices[slice][measure_index("availability")].mean;
    if (share < least) {
      least = share;
      worst = slice;
    }
  }
  return worst;
}

/// "77.87 % of the requests get a usable answer, 0.146 % during payment down".
std::string answered(const DesignResult& design) {
  const auto& whole = of_run(design, measure_index("availability"));
  if (std::isnan(whole.mean)) return "no request arrives";
  auto words = in_words(Measure::Unit::share, whole) + " of the requests get a usable answer";
  const auto worst = worst_fault(design);
  if (worst == 0) return words;
  const auto& struck = design.slices[worst][measure_index("availability")];
  const auto& window = design.frame.windows[worst - 1].name;
  if (struck.mean < whole.mean - notable_loss)
    return fmt::format("{}, {} {}", words, in_words(Measure::Unit::share, struck), window);
  if (struck.mean > whole.mean + notable_loss) return words;
  return fmt::format("{}, also {}", words, window);
}

void add_recovery(std::vector<std::string>& sentences, const DesignResult& design) {
  const auto& recovery = of_run(design, measure_index("time_to_recover_s"));
  const auto& collapsed = of_run(design, measure_index("collapsed"));
  if (collapsed.mean > 0)
    sentences.push_back(fmt::format("{} of the replications end before it recovers",
                                    in_words(Measure::Unit::probability, collapsed)));
  else if (recovery.mean == 0)
    sentences.push_back("it recovers immediately");
  else if (recovery.mean > 0)
    sentences.push_back("it recovers in " + in_words(Measure::Unit::seconds, recovery));
}

void add_latency(std::vector<std::string>& sentences, const DesignResult& design) {
  if (of_run(design, measure_index("response_p99_s")).mean > 0)
    sentences.push_back("99 % of its answers take at most " +
                        in_words(design, measure_index("response_p99_s")));
}

const char* what_waits_in(const std::string& queue) {
  if (queue.starts_with("subscription ")) return "events";
  return queue.starts_with("store ") ? "queries" : "requests";
}

void add_backlog(std::vector<std::string>& sentences, const DesignResult& design) {
  if (of_run(design, measure_index("backlog_max")).mean < notable_backlog) return;
  const auto queue = longest_queue(design);
  sentences.push_back(fmt::format("up to {} {} wait in {}",
                                  in_words(design, measure_index("backlog_max")),
                                  what_waits_in(queue), queue));
}

void add_consistency(std::vector<std::string>& sentences, const DesignResult& design) {
  const auto& completion = of_run(design, measure_index("completion"));
  if (completion.mean < of_run(design, measure_index("availability")).mean - notable_loss)
    sentences.push_back("only " + in_words(Measure::Unit::share, completion) +
                        " of the transactions complete");
  if (of_run(design, measure_index("consistency_p99_s")).mean > 0)
    sentences.push_back("99 % of its transactions are complete within " +
                        in_words(design, measure_index("consistency_p99_s")) + " of the answer");
}

void add_damage(std::vector<std::string>& sentences, const DesignResult& design) {
  for (const auto measure : {measure_index("lost"), measure_index("dual_write_lost"),
                             measure_index("phantom"), measure_index("stuck")})
    if (of_run(design, measure).mean > 0)
      sentences.push_back(in_words(design, measure) + " " + uncapitalised(measures[measure].title));
}

void add_releases(std::vector<std::string>& sentences, const DesignResult& design) {
  const auto failed = measure_index("releases_failed");
  if (of_run(design, failed).mean > 0)
    sentences.push_back(fmt::format("{} of its {} stopped or rolled back", in_words(design, failed),
                                    counted(design.frame.releases.size(), "release")));
}

void add_delivery(std::vector<std::string>& sentences, const DesignResult& design) {
  if (!design.frame.delivery) return;
  if (of_run(design, measure_index("lead_time_p50_d")).mean > 0)
    sentences.push_back("half of its changes are in production within " +
                        in_words(design, measure_index("lead_time_p50_d")));
  auto needed = of_run(design, measure_index("independent_deployability"));
  if (!(needed.mean < 1)) return;
  needed = {1 - needed.mean, 1 - needed.high, 1 - needed.low, needed.n};
  sentences.push_back(in_words(Measure::Unit::share, needed) +
                      " of its deployments need another team");
}

std::string on_designs(const Results& results) {
  std::size_t widest = 0;
  for (const auto& design : results.designs)
    widest = std::max(widest, std::min(width_of(design.name), widest_name));
  std::string lines;
  for (const auto& design : results.designs) {
    auto name = cut_to_width(design.name, widest_name - 1);
    name.append(widest - std::min(widest, width_of(name)), ' ');
    lines += hung("  " + name + "  ", finding_on(design));
  }
  return lines;
}

std::string on_expectations(const Results& results, const Paint& paint) {
  const auto words = finding_on_expectations(results);
  if (words.empty()) return "";
  return "  " + (results.all_passed() ? paint.good(words) : paint.bad(words + ", see below")) +
         ".\n";
}

std::string on_hypothesis(const Results& results) {
  if (!results.hypothesis()) return "";
  return hung("  ", "Steady-state hypothesis: " + hypothesis_in_short(results) + ".");
}

/// The chief measures in which a design of the comparison is named better.
std::string titles_won(const DesignComparison& comparison, Winner winner) {
  std::vector<std::string> titles;
  for (const auto measure : chief_measures) {
    if (comparison.slices.front()[measure].winner != winner) continue;
    titles.push_back(in_a_list(measures[measure].title));
  }
  return fmt::format("{}", fmt::join(titles, ", "));
}

std::string on_winners(const DesignComparison& comparison, bool alone) {
  const auto first = titles_won(comparison, Winner::first);
  const auto second = titles_won(comparison, Winner::second);
  const auto against = alone ? "" : " than " + comparison.from;
  std::string words;
  if (!second.empty()) words = fmt::format("{} is better{} in {}", comparison.to, against, second);
  if (!first.empty() && words.empty())
    words = fmt::format("{} is better{} in {}", comparison.from,
                        alone ? "" : " than " + comparison.to, first);
  else if (!first.empty())
    words += fmt::format("; {} in {}", comparison.from, first);
  return words.empty() ? "" : hung("  ", words + ".");
}

}  // namespace

std::string finding_on(const DesignResult& design) {
  std::vector<std::string> sentences{answered(design)};
  add_recovery(sentences, design);
  add_latency(sentences, design);
  add_backlog(sentences, design);
  add_consistency(sentences, design);
  add_damage(sentences, design);
  add_releases(sentences, design);
  add_delivery(sentences, design);
  return fmt::format("{}.", fmt::join(sentences, "; "));
}

std::string finding_on_expectations(const Results& results) {
  const auto& verdicts = results.verdicts;
  const auto failed =
      std::ranges::count_if(verdicts, [](const auto& judged) { return !judged.verdict.passed; });
  if (verdicts.empty()) return "";
  if (failed > 0)
    return fmt::format("{} of {} not met", failed, counted(verdicts.size(), "expectation"));
  if (verdicts.size() == 2) return "Both expectations hold";
  if (verdicts.size() == 1) return "The one expectation holds";
  return fmt::format("All {} expectations hold", verdicts.size());
}

std::string findings(const Results& results, const Paint& paint) {
  auto lines = on_designs(results) + on_expectations(results, paint) + on_hypothesis(results);
  for (const auto& comparison : results.comparisons_in_words())
    lines += on_winners(comparison, results.comparisons.size() == 1);
  return lines;
}

}  // namespace faultline
