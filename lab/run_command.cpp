#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "lab/commands.hpp"
#include "lab/csv.hpp"
#include "lab/experiment.hpp"
#include "lab/figure.hpp"
#include "lab/result_folder.hpp"
#include "lab/results.hpp"
#include "lab/results_json.hpp"
#include "lab/runner.hpp"
#include "lab/table.hpp"
#include "lab/terminal.hpp"

namespace faultline {

namespace {

int jobs_of(const RunOptions& options) {
  if (options.jobs > 0) return options.jobs;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Runs run(Experiment& experiment, const RunOptions& options) {
  const auto designs = experiment.designs.size();
  const auto replications = experiment.replications();
  const bool drawn = !options.quiet && is_terminal(stderr);
  double took = 0;
  auto runs = [&] {
    ProgressBar progress(drawn, replications * designs, designs);
    auto found = run_all(
        experiment, {.jobs = jobs_of(options), .keep_series = !options.folder.empty()}, progress);
    took = progress.elapsed_s();
    return found;
  }();
  const auto finished = runs.results.front().size();
  if (runs.interrupted)
    fmt::print(stderr, "interrupted: {} of {} replications are finished\n", finished, replications);
  else if (!options.quiet)
    fmt::print(stderr, "{} of {} in {:.1f} s\n", counted(finished, "replication"),
               counted(designs, "design"), took);
  return runs;
}

std::string output(const std::string& format, const Results& results, const Document& document) {
  if (format == "json") return results_json(results, document);
  if (format == "csv") return measures_csv(results);
  return results_table(results, Paint::for_stream(stdout));
}

void write(const ResultFolder& folder, const Results& results, const Document& document) {
  folder.write({{"results.json", results_json(results, document)},
                {"measures.csv", measures_csv(results)},
                {"series.csv", series_csv(results)},
                {"scenario.json", scenario_json(document)}});
}

}  // namespace

int run_command(const RunOptions& options) {
  auto experiment = read_experiment(options);
  const auto& document = experiment.document;
  if (!options.quiet)
    for (const auto& warning : document.problems.warnings()) fmt::print(stderr, "{}\n", warning);
  std::optional<ResultFolder> folder;
  if (!options.folder.empty()) folder.emplace(options.folder);
  const auto runs = run(experiment, options);
  const auto results = results_of(experiment, runs);
  if (folder) write(*folder, results, document);
  if (folder && !options.quiet)
    fmt::print(stderr, "{}: wrote results.json, measures.csv, series.csv, scenario.json\n",
               options.folder);
  fmt::print("{}", output(options.format, results, document));
  if (runs.interrupted) return ExitCode::interrupted;
  return results.all_passed() ? ExitCode::holds : ExitCode::fails;
}

}  // namespace faultline
