#include "lab/commands/run_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lab/files/whole_file.hpp"
#include "lab/output/explanations/proving.hpp"
#include "lab/processes/machine.hpp"
#include "lab/report/further_runs.hpp"
#include "lab/report/page.hpp"
#include "lab/report/report.hpp"
#include "lab/text/words.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// None where nothing is to be proved, or the user stops it.
std::vector<DesignProofs> proofs_of(Experiment& experiment, const RunOptions& options,
                                    const Runs& runs) {
  if (experiment.scenario.faults.empty() || runs.interrupted || options.report.empty()) return {};
  auto& replications = experiment.scenario.run.replications;
  const auto all = replications;
  replications = static_cast<std::int64_t>(proving_runs(experiment, runs.results.front().size()));
  const auto which = faults_to_prove(experiment.scenario);
  const auto found = prove(runs, which, [&](const std::vector<std::size_t>& without) {
    ProgressBar progress(false, 0, experiment.designs.size());
    return run_all(experiment,
                   {.jobs = processes_for(options),
                    .recording = {.passages = false},
                    .without = without,
                    .keep_fates = true},
                   progress);
  });
  replications = all;
  return found.value_or(std::vector<DesignProofs>());
}

}  // namespace

std::uint64_t traced_one_in(const Experiment& experiment, const RunOptions& options) {
  if (options.trace_one_in > 0 || options.report.empty()) return options.trace_one_in;
  return shown_one_in(experiment);
}

void check_report_file(const std::string& file) {
  if (file.empty()) return;
  std::error_code ignored;
  const auto trouble = std::filesystem::is_directory(file, ignored)
                           ? std::string("it is a folder")
                           : trouble_writing(unfinished(file), "");
  std::filesystem::remove(unfinished(file), ignored);
  if (!trouble.empty())
    throw ScenarioError(fmt::format("{}: cannot be written: {}", file, trouble));
}

std::string report_text(Experiment& experiment, const RunOptions& options, const Runs& runs,
                        const std::vector<TracedDesign>& traces) {
  const auto results = results_of(experiment, runs);
  const auto proofs = proofs_of(experiment, options, runs);
  return report_json({.experiment = experiment,
                      .results = results,
                      .traces = traces,
                      .proofs = proofs,
                      .command = command_of(experiment, options),
                      .scenario = text_of(options.scenario)})
      .dump();
}

bool write_report(const std::string& file, const std::string& report, bool quiet) {
  const auto trouble = write_whole(file, report_page(report));
  if (!trouble.empty())
    tell("{}: cannot be written: {}\n", file, trouble);
  else if (!quiet)
    tell("{}: wrote the page\n", file);
  return trouble.empty();
}

}  // namespace faultline
