#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/commands/run_files.hpp"
#include "lab/commands/told_run.hpp"
#include "lab/output/csv/csv.hpp"
#include "lab/output/json/results_json.hpp"
#include "lab/output/results.hpp"
#include "lab/output/tables/table.hpp"
#include "lab/processes/machine.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/terminal.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

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
  const auto runs = told_run(experiment, options);
  if (runs.results.front().empty()) return ExitCode::interrupted;
  const auto results = results_of(experiment, runs);
  const bool written = files.write(runs, results);
  put(output(options, results, document));
  if (!written) return ExitCode::system;
  if (runs.interrupted) return ExitCode::interrupted;
  return results.hold() ? ExitCode::holds : ExitCode::fails;
}

}  // namespace faultline
