#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>

#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/commands/result_files.hpp"
#include "lab/commands/run_files.hpp"
#include "lab/commands/run_report.hpp"
#include "lab/files/result_folder.hpp"
#include "lab/output/csv.hpp"
#include "lab/output/over_time.hpp"
#include "lab/output/results.hpp"
#include "lab/output/results_json.hpp"
#include "lab/output/table.hpp"
#include "lab/processes/cost.hpp"
#include "lab/processes/machine.hpp"
#include "lab/processes/runner.hpp"
#include "lab/processes/traced_runs.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/terminal.hpp"
#include "lab/text/words.hpp"
#include "lab/traces/trace_files.hpp"
#include "sim/language/among.hpp"

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

Runs run(Experiment& experiment, const RunOptions& options) {
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

std::string output(const RunOptions& options, const Results& results, const Document& document) {
  if (options.format == "json") return results_json(results, document);
  if (options.format == "csv") return measures_csv(results);
  return results_table(results, Paint::for_stream(stdout),
                       options.all ? Detail::all : Detail::brief);
}

void check_options(const RunOptions& options) {
  if (!options.report.empty() && options.measures_only)
    throw UsageError("--report and --measures-only exclude each other");
  if (options.trace_one_in == 0) return;
  if (options.folder.empty()) throw UsageError("--trace needs --out FOLDER");
  if (options.measures_only) throw UsageError("--trace and --measures-only exclude each other");
}

}  // namespace

int run_command(const RunOptions& options) {
  check_options(options);
  auto experiment = read_experiment(options);
  const auto& document = experiment.document;
  tell_warnings(document.problems);
  check_size(experiment, options.force);
  warn_of_memory(experiment, processes_for(options));
  RunFiles files(experiment, options);
  const auto runs = run(experiment, options);
  if (runs.results.front().empty()) return ExitCode::interrupted;
  const auto results = results_of(experiment, runs);
  const bool written = files.write(runs, results);
  put(output(options, results, document));
  if (!written) return ExitCode::system;
  if (runs.interrupted) return ExitCode::interrupted;
  return results.all_passed() ? ExitCode::holds : ExitCode::fails;
}

}  // namespace faultline
