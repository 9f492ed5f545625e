#include "lab/running/size.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/measures/collector.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/words.hpp"
#include "models/scenario/structure/frame.hpp"

namespace faultline {

Size size_of(const Experiment& experiment, int jobs) {
  const auto& scenario = experiment.scenario;
  const auto runs = experiment.designs.size() * experiment.replications();
  const auto each = scenario.workload->expected_by(Time{scenario.run.length});
  double bytes = 0;
  for (const auto& design : experiment.designs)
    bytes = std::max(bytes, Collector::bytes_for(frame_of(scenario, design)));
  return {.requests = each * static_cast<double>(runs),
          .runs = runs,
          .bytes = bytes * static_cast<double>(std::min<std::size_t>(runs, jobs))};
}

void check_size(const Experiment& experiment, bool forced) {
  const auto size = size_of(experiment, 1);
  const auto& file = experiment.document.file;
  const auto too_much = [&](const std::string& what) {
    throw ScenarioError(
        fmt::format("{}: {} in {} of {} each would take hours or more; reduce \"run.length\", the "
                    "rate or \"replications\", or use --force",
                    file, what, counted(experiment.designs.size(), "design"),
                    counted(experiment.replications(), "replication")));
  };
  if (!forced && size.requests > most_requests)
    too_much(fmt::format("about {} requests (more than {})", rounded(size.requests),
                         rounded(most_requests)));
  if (!forced && size.runs > most_runs)
    too_much(fmt::format("{} runs (more than {})", rounded(static_cast<double>(size.runs)),
                         rounded(static_cast<double>(most_runs))));
}

}  // namespace faultline
