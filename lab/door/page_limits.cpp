#include "lab/door/page_limits.hpp"

#include <fmt/format.h>

#include "lab/report/further_runs.hpp"
#include "lab/text/figure.hpp"
#include "sim/platform/platform.hpp"

namespace faultline {

Size page_size_of(const Experiment& experiment) {
  auto size = size_of(experiment, 1);
  size.requests /= static_cast<double>(std::max<std::size_t>(size.runs, 1));
  size.runs = 1;
  return size;
}

std::string why_too_large(const Experiment& experiment, const RunOptions& options) {
  const auto size = page_size_of(experiment);
  const auto explain = [&](const std::string& what) {
    return fmt::format(
        "{}: each run has {}: too much for a page; reduce \"run.length\" or the rate, or run it "
        "with: {}",
        experiment.document.file, what, command_of(experiment, options));
  };
  if (size.requests > most_page_requests)
    return explain(fmt::format("about {} requests (more than {})", rounded(size.requests),
                               rounded(most_page_requests)));
  if (size.bytes > most_page_bytes)
    return explain(fmt::format("about {:.1f} GB of results", size.bytes / 1e9));
  return "";
}

void check_sharing(const Experiment& experiment, const RunOptions& options) {
  if (Platform::shares()) return;
  auto problems = experiment.document.problems;
  const auto refuse = [&](const char* section, const char* word, const char* what) {
    const auto* found = experiment.document.root.find(section);
    problems.add(found ? found->place : Place{},
                 fmt::format("a page cannot simulate {}: use \"{}\", or run it with: {}", what,
                             word, command_of(experiment, options)));
  };
  if (experiment.scenario.network == NetworkMode::flows)
    refuse("network", "latency", "\"flows\", transfers that share bandwidth");
  if (experiment.scenario.cpu == CpuMode::shared)
    refuse("cpu", "own", "\"shared\", work that shares the cores of hosts");
  if (!problems.none()) problems.raise();
}

}  // namespace faultline
