#include "lab/running/size.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "analysis/measures/collector.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/words.hpp"
#include "models/scenario/frame.hpp"

namespace faultline {

namespace {

double physical_memory() {
  return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

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

void check_size(const Experiment& experiment, int jobs, bool forced) {
  const auto size = size_of(experiment, jobs);
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
  if (size.bytes > physical_memory())
    tell(
        "{}: warning: this takes about {:.1f} GB of memory, and the machine has {:.1f} GB; use "
        "fewer --jobs\n",
        file, size.bytes / 1e9, physical_memory() / 1e9);
}

}  // namespace faultline
