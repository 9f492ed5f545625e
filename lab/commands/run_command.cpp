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
#include "lab/output/csv.hpp"
#include "lab/output/over_time.hpp"
#include "lab/output/result_folder.hpp"
#include "lab/output/results.hpp"
#include "lab/output/results_json.hpp"
#include "lab/output/table.hpp"
#include "lab/processes/cost.hpp"
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
  if (!options.quiet) tell_cost(experiment, options.processes());
  auto runs = [&] {
    ProgressBar progress(drawn, replications * designs, designs);
    const bool drawn_over_time =
        options.format == "table" && replications * designs <= most_drawn_over_time;
    const bool keep_series = drawn_over_time || !options.folder.empty();
    const bool keep_course = options.format == "json" || !options.folder.empty();
    auto found = run_all(experiment,
                         {.jobs = options.processes(),
                          .keep_series = keep_series,
                          .keep_course = keep_course,
                          .recording = {.inside = !options.measures_only, .passages = keep_course},
                          .trace_one_in = options.trace_one_in},
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

/// The scenario as it was run, and beside it the file that it names, so that the folder can be
/// moved and run anew.
std::vector<ResultFile> scenario_files(const Experiment& experiment) {
  auto document = experiment.document;
  const auto named = experiment.scenario.workload->file();
  if (!named) return {{"scenario.json", scenario_json(document)}};
  std::ostringstream content;
  content << std::ifstream(document.problems.beside(named->name), std::ios::binary).rdbuf();
  set_value(document, "workload.file=trace.csv");
  return {{"scenario.json", scenario_json(document)}, {"trace.csv", content.str()}};
}

std::vector<ResultFile> with_results(std::vector<ResultFile> files, const Results& results,
                                     const Document& document) {
  files.insert(files.begin(), {{"results.json", results_json(results, document)},
                               {"measures.csv", measures_csv(results)},
                               {"series.csv", series_csv(results)},
                               {"parts.csv", parts_csv(results)},
                               {"edges.csv", edges_csv(results)},
                               {"differences.csv", differences_csv(results)},
                               {"verdicts.csv", verdicts_csv(results)},
                               {"times.csv", times_csv(results)},
                               {"causes.csv", causes_csv(results)},
                               {"dominoes.csv", dominoes_csv(results)},
                               {"coupling.csv", coupling_csv(results)}});
  return files;
}

void check_tracing(const RunOptions& options) {
  if (options.trace_one_in == 0) return;
  if (options.folder.empty()) throw UsageError("--trace needs --out FOLDER");
  if (options.measures_only) throw UsageError("--trace and --measures-only exclude each other");
}

/// Of the first replication, which is run once more.
std::vector<ResultFile> traces(Experiment& experiment, const RunOptions& options,
                               const Runs& runs) {
  std::vector<Offer> offers;
  for (const auto& design : runs.results) offers.push_back(design.front().offer);
  const TracedRuns traced{0, options.processes()};
  return trace_files(trace(experiment, traced, worth_tracing(offers)),
                     {experiment.scenario.title, experiment.seed(), traced.replication});
}

}  // namespace

int run_command(const RunOptions& options) {
  check_tracing(options);
  auto experiment = read_experiment(options);
  const auto& document = experiment.document;
  tell_warnings(document.problems);
  check_size(experiment, options.processes(), options.force);
  std::optional<ResultFolder> folder;
  std::vector<ResultFile> files;
  if (!options.folder.empty()) {
    folder.emplace(options.folder);
    files = scenario_files(experiment);
  }
  const auto runs = run(experiment, options);
  if (runs.results.front().empty()) return ExitCode::interrupted;
  const auto results = results_of(experiment, runs);
  bool written = true;
  if (folder) {
    files = with_results(std::move(files), results, document);
    if (options.trace_one_in > 0 && !runs.interrupted)
      for (auto& file : traces(experiment, options, runs)) files.push_back(std::move(file));
    written = write_files(*folder, files, options);
  }
  put(output(options, results, document));
  if (!written) return ExitCode::system;
  if (runs.interrupted) return ExitCode::interrupted;
  return results.all_passed() ? ExitCode::holds : ExitCode::fails;
}

}  // namespace faultline
