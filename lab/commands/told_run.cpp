#include "lab/commands/told_run.hpp"

#include <cstdio>

#include "lab/commands/run_report.hpp"
#include "lab/processes/cost.hpp"
#include "lab/processes/machine.hpp"
#include "lab/running/size.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/terminal.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

/// A run of less than this many requests is over before one has read how long it takes.
constexpr double long_run = 5e6;

/// The course over time takes some 50 KB a run: of more runs than this the table goes without.
constexpr std::size_t most_drawn_over_time = 2000;

void tell_cost(Experiment& experiment, int jobs) {
  if (size_of(experiment, jobs).requests < long_run) return;
  const auto [events, seconds] = probe(experiment, jobs);
  if (events > 0)
    tell("about {} simulated events, about {} with {}\n", rounded(events), lasting(seconds),
         counted(jobs, "job"));
}

}  // namespace

Runs told_run(Experiment& experiment, const RunOptions& options) {
  const auto designs = experiment.designs.size();
  const auto replications = experiment.replications();
  const bool drawn = !options.quiet && is_terminal(stderr);
  double took = 0;
  if (!options.quiet) tell_cost(experiment, processes_for(options));
  auto runs = [&] {
    ProgressBar progress(drawn, replications * designs, designs);
    const bool drawn_over_time =
        options.format == "table" && replications * designs <= most_drawn_over_time;
    const bool written = !options.folder.empty() || !options.report.empty();
    const bool keep_series = drawn_over_time || written;
    const bool keep_course = options.format == "json" || written;
    auto found = run_all(experiment,
                         {.jobs = processes_for(options),
                          .keep_series = keep_series,
                          .keep_course = keep_course,
                          .recording = {.inside = !options.measures_only, .passages = keep_course},
                          .keep_fates = !options.report.empty(),
                          .trace_one_in = traced_one_in(experiment, options)},
                         progress);
    took = progress.elapsed_s();
    return found;
  }();
  const auto finished = runs.results.front().size();
  if (runs.interrupted)
    tell("interrupted: {} of {} replications are finished\n", finished, replications);
  else if (!options.quiet)
    tell("{} of {} in {:.1f} s\n", counted(finished, "replication"), counted(designs, "design"),
         took);
  return runs;
}

}  // namespace faultline
