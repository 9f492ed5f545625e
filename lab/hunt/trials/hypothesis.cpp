#include "lab/hunt/trials/hypothesis.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "lab/running/observation.hpp"
#include "lab/text/figure.hpp"
#include "models/scenario/structure/frame.hpp"

namespace faultline {

namespace {

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
  throw ScenarioError(fmt::format("--hypothesis \"{}\": {}", text, why));
}

double number_in(const std::string& text, std::string_view digits) {
  while (digits.starts_with(' ')) digits.remove_prefix(1);
  double value = 0;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value))
    refuse(text,
           fmt::format("\"{}\" is not a number; times are in seconds, shares from 0 to 1", digits));
  return value;
}

std::string bound_text(double bound, std::size_t measure) {
  const Estimate estimate{bound, bound, bound, 1};
  return text_of(bound, scale_of(measures[measure].unit, std::span(&estimate, 1)));
}

std::vector<MeasureBound> expected(const Experiment& experiment) {
  std::vector<MeasureBound> claims;
  const auto& scenario = experiment.scenario;
  for (const auto& entry : scenario.expect) {
    const bool whole = window_of(entry, entry.place).text.empty();
    const bool of_every_design = !entry.design || scenario.designs.size() == 1;
    if (whole && of_every_design)
      claims.push_back({find_measure(entry.measure.name).value(), entry.at_least, entry.at_most});
  }
  return claims;
}

/// The probes of the scenario's hypothesis that are of every design and of all requests.
std::vector<MeasureBound> stated(const Scenario& scenario) {
  std::vector<MeasureBound> claims;
  if (!scenario.hypothesis) return claims;
  for (const auto& probe : scenario.hypothesis->probes)
    if (!probe.request_class && (!probe.design || scenario.designs.size() == 1))
      claims.push_back({find_measure(probe.measure.name).value(), probe.at_least, probe.at_most});
  return claims;
}

}  // namespace

bool is_of_inside(std::size_t measure) {
  return measures[measure].missing.find("--measures-only") != std::string_view::npos;
}

bool MeasureBound::broken_by(double value) const {
  return (at_least && value < *at_least) || (at_most && value > *at_most);
}

std::string MeasureBound::bounds() const {
  std::string words;
  if (at_least) words = "at least " + bound_text(*at_least, measure);
  if (at_least && at_most) words += " and ";
  if (at_most) words += "at most " + bound_text(*at_most, measure);
  return words;
}

std::string MeasureBound::text() const {
  if (measure == measure_index("collapsed") && at_most == 0.0) return "not collapsed";
  return in_a_list(measures[measure].title) + " " + bounds();
}

bool Hypothesis::broken_by(std::span<const double> values) const {
  return std::ranges::any_of(
      claims, [&](const MeasureBound& claim) { return claim.broken_by(values[claim.measure]); });
}

bool Hypothesis::needs_inside() const {
  return std::ranges::any_of(claims,
                             [](const MeasureBound& claim) { return is_of_inside(claim.measure); });
}

std::string Hypothesis::text() const {
  std::vector<std::string> words;
  for (const auto& claim : claims) words.push_back(claim.text());
  return fmt::format("{}", fmt::join(words, "; "));
}

MeasureBound parse_claim(const std::string& text) {
  const auto sign = std::min(text.find(">="), text.find("<="));
  if (sign == text.npos) refuse(text, "expected MEASURE>=VALUE or MEASURE<=VALUE");
  auto name = text.substr(0, sign);
  name.erase(name.find_last_not_of(' ') + 1);
  const auto measure = find_measure(name);
  if (!measure) {
    constexpr auto keys = measure_keys();
    refuse(text, not_among("measure", name, {keys.begin(), keys.end()}));
  }
  const auto bound = number_in(text, std::string_view(text).substr(sign + 2));
  Problems problems("");
  check_bound(name, bound, {}, problems);
  if (!problems.none()) refuse(text, problems.told().front().message);
  MeasureBound claim{*measure};
  (text[sign] == '>' ? claim.at_least : claim.at_most) = bound;
  return claim;
}

Hypothesis hypothesis_for(const Experiment& experiment, const std::vector<std::string>& asked) {
  using Source = Hypothesis::Source;
  std::vector<MeasureBound> claims;
  for (const auto& text : asked) claims.push_back(parse_claim(text));
  if (!claims.empty()) return {std::move(claims), Source::asked};
  claims = stated(experiment.scenario);
  if (!claims.empty()) return {std::move(claims), Source::stated};
  claims = expected(experiment);
  if (!claims.empty()) return {std::move(claims), Source::expected};
  return {{{.measure = measure_index("availability"), .at_least = 0.99},
           {.measure = measure_index("completion"), .at_least = 0.99},
           {.measure = measure_index("collapsed"), .at_most = 0}},
          Source::usual};
}

}  // namespace faultline
