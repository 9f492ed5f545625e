#include "lab/output/tables/hypothesis_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "lab/output/claim.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

/// "class gold before the faults".
std::string when_of(const DesignResult& design, const Probe& probe, const PhaseVerdict& verdict) {
  constexpr std::string_view phases[] = {"", "before the faults", "during the faults",
                                         "after the faults"};
  std::string when(phases[static_cast<std::size_t>(verdict.phase)]);
  if (verdict.phase == Phase::before && design.frame.faults.empty()) when = "";
  if (!probe.request_class) return when;
  const auto name = "class " + design.frame.classes[*probe.request_class];
  return when.empty() ? name : name + " " + when;
}

std::string more_replications(double replications) {
  if (std::isnan(replications)) return ", one replication has no interval";
  if (std::isinf(replications)) return ", no number of replications would decide";
  return fmt::format(", about {:.0f} replications would decide", replications);
}

std::string finding_of(const Claim& claim, const PhaseVerdict& verdict, const Results& results) {
  if (std::isnan(verdict.estimate.mean)) return fmt::format("no value, {}", verdict.reason);
  const auto figure =
      figure_of(measures[claim.measure].unit, verdict.estimate, scale_for(claim, verdict.estimate));
  auto text = marked(figure, verdict.estimate, results.replications).text();
  if (verdict.phase == Phase::during)
    text += fmt::format(" in the worst window of {}", in_words(results.hypothesis_window));
  if (verdict.steadiness == Steadiness::inconclusive)
    text += more_replications(verdict.replications);
  return text;
}

std::string time_in_words(const Estimate& time, std::size_t replications) {
  const auto scale = scale_of(Measure::Unit::seconds, std::span(&time, 1));
  return marked(figure_of(time, scale), time, replications).text();
}

/// Of one fault of one design; empty where nothing of it could be judged.
std::string consequence(const std::vector<Estimate>& row, std::size_t replications) {
  const auto& detect = row[0];
  const auto& detected = row[1];
  const auto& recover = row[2];
  const auto& never = row[3];
  std::vector<std::string> words;
  if (detected.mean == 0) words.emplace_back("never seen by a client");
  if (detected.mean > 0)
    words.push_back("first deviation after " + time_in_words(detect, replications));
  if (detected.mean > 0 && !std::isnan(recover.mean) && never.mean < 1)
    words.push_back("holds again " + time_in_words(recover, replications) + " after its end");
  if (never.mean > 0)
    words.push_back(
        fmt::format("never recovered in {} of the replications", probability_figure(never).text()));
  return fmt::format("{}", fmt::join(words, "; "));
}

bool is_aborted(const DesignResult& design) {
  return !design.aborts.empty() && design.aborts[0][0].mean > 0;
}

std::string budget(const JudgedProbe& judged) {
  const Claim claim{find_measure(judged.probe.measure).value(), "", judged.probe.at_least,
                    judged.probe.at_most};
  const Scale percent{100, "%"};
  return fmt::format("{} of the error budget burnt ({})",
                     figure_of(*judged.budget_burnt, percent).text(),
                     in_words(claim, scale_for(claim, *judged.budget_burnt)));
}

std::string painted(Steadiness steadiness, const Paint& paint) {
  const auto word = fmt::format("{:<12}", name_of(steadiness));
  if (steadiness == Steadiness::held) return paint.good(word);
  return steadiness == Steadiness::deviated ? paint.bad(word) : paint.waiting(word);
}

}  // namespace

std::vector<ToldProbe> probes_in_words(const Results& results) {
  std::vector<ToldProbe> told;
  for (const auto& design : results.designs) {
    if (!design.hypothesis) continue;
    for (const auto& judged : design.hypothesis->probes)
      for (const auto& verdict : judged.phases) {
        const auto& probe = judged.probe;
        const Claim claim{find_measure(probe.measure).value(), when_of(design, probe, verdict),
                          probe.at_least, probe.at_most};
        told.push_back({design.name, verdict.phase, verdict.steadiness,
                        in_words(claim, scale_for(claim, verdict.estimate)),
                        finding_of(claim, verdict, results)});
      }
  }
  return told;
}

std::vector<std::string> consequences_in_words(const Results& results) {
  std::vector<std::string> lines;
  for (const auto& design : results.designs) {
    if (!design.hypothesis) continue;
    const auto& faults = design.hypothesis->faults;
    for (std::size_t i = 0; i < faults.size(); ++i) {
      const auto words = consequence(faults[i], results.replications);
      if (!words.empty())
        lines.push_back(fmt::format("{}, {}: {}", design.name, design.frame.faults[i].name, words));
    }
    for (const auto& judged : design.hypothesis->probes)
      if (judged.budget_burnt) lines.push_back(fmt::format("{}: {}", design.name, budget(judged)));
  }
  return lines;
}

std::vector<std::string> aborts_in_words(const Results& results) {
  std::vector<std::string> lines;
  for (const auto& design : results.designs)
    if (is_aborted(design))
      lines.push_back(fmt::format("{}: aborted in {} of the replications, at {}", design.name,
                                  probability_figure(design.aborts[0][0]).text(),
                                  time_in_words(design.aborts[0][1], results.replications)));
  return lines;
}

std::string hypothesis_in_short(const Results& results) {
  std::vector<std::string> words;
  for (const auto& design : results.designs)
    if (design.hypothesis)
      words.push_back(fmt::format("{} {}{}", design.name, name_of(design.hypothesis->steadiness()),
                                  is_aborted(design) ? " (aborted)" : ""));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string hypothesis_lines(const Results& results, const Paint& paint, Detail detail) {
  const auto verdict = results.hypothesis();
  std::string lines;
  if (!results.hypothesis_title.empty()) lines += hung("  ", results.hypothesis_title);
  for (const auto& told : probes_in_words(results))
    if (detail == Detail::all || told.steadiness != Steadiness::held)
      lines += hung("  " + painted(told.steadiness, paint) + "  ",
                    fmt::format("{}: {}: {}", told.design, told.claim, told.finding));
  for (const auto& line : consequences_in_words(results)) lines += hung("  ", line);
  for (const auto& line : aborts_in_words(results)) lines += hung("  ", line);
  if (verdict)
    lines += hung("  " + painted(*verdict, paint) + "  ",
                  fmt::format("the experiment: {}", hypothesis_in_short(results)));
  return lines.empty() ? "" : paint.heading("steady-state hypothesis") + "\n" + lines;
}

}  // namespace faultline
