#include "lab/output/summaries/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "analysis/measures/hypothesis.hpp"
#include "lab/output/tables/hypothesis_lines.hpp"
#include "lab/output/tables/verdict_lines.hpp"
#include "lab/text/build.hpp"

namespace faultline {

namespace {

struct Case {
  std::string design;
  std::string name;
  double time_s;
  std::string failure;  ///< empty: it passed
  std::string type;     ///< of the failure
  std::string skipped;  ///< why it was; empty: it was not
};

/// Of the measured run, or of one of its windows: "during payment down", "class gold after it".
double length_of(const RunFrame& frame, const std::string& window) {
  for (const auto& own : frame.windows)
    if (window == own.name || window.ends_with(" " + own.name))
      return seconds(std::min(own.to, frame.length) - own.from);
  return seconds(frame.length - frame.warm);
}

double length_of(const RunFrame& frame, Phase phase) {
  const auto phases = hypothesis_phases(frame);
  const auto length = [](const std::optional<Window>& window) {
    return window ? seconds(window->to - window->from) : 0.0;
  };
  if (phase == Phase::before) return length(phases.before);
  if (phase == Phase::during) return length(phases.during);
  if (phase == Phase::after) return length(phases.after);
  return seconds(frame.length - frame.warm);
}

const RunFrame& frame_of(const Results& results, const std::string& design) {
  return std::ranges::find(results.designs, design, &DesignResult::name)->frame;
}

std::vector<Case> cases_of(const Results& results) {
  std::vector<Case> cases;
  for (const auto& judged : results.verdicts) {
    const auto& design = judged.expected.design;
    const auto& [claim, finding] = told_verdict(judged, results.replications);
    cases.push_back({design, "expectation: " + claim,
                     length_of(frame_of(results, design), judged.expected.window),
                     judged.verdict.passed ? "" : fmt::format("{}: {}", claim, finding),
                     "expectation", ""});
  }
  for (const auto& told : probes_in_words(results)) {
    const auto words =
        fmt::format("{}: {}: {}", name_of(told.steadiness), told.claim, told.finding);
    cases.push_back({told.design, "hypothesis: " + told.claim,
                     length_of(frame_of(results, told.design), told.phase),
                     told.steadiness == Steadiness::deviated ? words : "", "hypothesis",
                     told.steadiness == Steadiness::inconclusive ? words : ""});
  }
  return cases;
}

std::string in_xml(const Case& one) {
  const auto head = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{}\"",
                                xml(one.design), xml(one.name), one.time_s);
  if (!one.failure.empty())
    return fmt::format(
        "{}>\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>\n", head,
        xml(one.failure), one.type, xml(one.failure));
  if (!one.skipped.empty())
    return fmt::format("{}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", head,
                       xml(one.skipped));
  return head + "/>\n";
}

std::string properties(const Results& results) {
  std::string text = "    <properties>\n";
  const auto add = [&](const std::string& name, const std::string& value) {
    text += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", name, xml(value));
  };
  add("seed", fmt::format("{}", results.seed));
  add("replications", fmt::format("{}", results.replications));
  add("wanted_replications", fmt::format("{}", results.wanted_replications));
  add("faultline", version);
  add("build", build());
  add("question", results.question);
  if (const auto verdict = results.hypothesis())
    add("hypothesis", fmt::format("{}", name_of(*verdict)));
  for (const auto& line : aborts_in_words(results)) add("aborted", line);
  return text + "    </properties>\n";
}

}  // namespace

std::string xml(const std::string& text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '&')
      escaped += "&amp;";
    else if (letter == '<')
      escaped += "&lt;";
    else if (letter == '>')
      escaped += "&gt;";
    else if (letter == '"')
      escaped += "&quot;";
    else if (letter == '\n' || letter == '\t' || letter == '\r')
      escaped += ' ';
    else if ((letter >= 0 && letter < 0x20) || letter == 0x7f)
      escaped += "\uFFFD";
    else
      escaped += letter;
  }
  return escaped;
}

std::string junit_xml(const Results& results) {
  const auto cases = cases_of(results);
  const auto failures =
      std::ranges::count_if(cases, [](const Case& one) { return !one.failure.empty(); });
  const auto skipped =
      std::ranges::count_if(cases, [](const Case& one) { return !one.skipped.empty(); });
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite id=\"0\" package=\"faultline\" name=\"{}\" hostname=\"localhost\" "
      "timestamp=\"1970-01-01T00:00:00\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "skipped=\"{}\" time=\"{}\">\n",
      xml(results.title), cases.size(), failures, skipped,
      length_of(results.designs.front().frame, ""));
  text += properties(results);
  for (const auto& one : cases) text += in_xml(one);
  return text + "    <system-out/>\n    <system-err/>\n  </testsuite>\n</testsuites>\n";
}

}  // namespace faultline
