#include "lab/commands/run_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include "lab/output/proving.hpp"
#include "lab/output/whole_file.hpp"
#include "lab/report/page.hpp"
#include "lab/report/report.hpp"
#include "lab/running/size.hpp"
#include "lab/text/shell_word.hpp"
#include "lab/text/words.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

/// Requests that a page shows moving and as waterfalls.
constexpr double traced_requests = 400;
/// Replications that are run again without each fault, at the most.
constexpr std::size_t most_proving_runs = 4;

/// That makes the report anew, with the seed and the number of replications that it has.
std::string command_of(const Experiment& experiment, const RunOptions& options) {
  auto command = "faultline run " + shell_word(options.scenario);
  for (const auto& design : options.designs) command += " --design " + shell_word(design);
  for (const auto& setting : options.settings) command += " --set " + shell_word(setting);
  return command + fmt::format(" --seed {} --replications {} --report FILE.html", experiment.seed(),
                               experiment.replications());
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// None where nothing is to be proved, or the user stops it.
std::vector<DesignProofs> proofs_of(Experiment& experiment, const RunOptions& options,
                                    const Runs& runs) {
  const auto faults = experiment.scenario.faults.size();
  if (faults == 0 || runs.interrupted || options.report.empty()) return {};
  auto& replications = experiment.scenario.run.replications;
  const auto all = replications;
  replications = static_cast<std::int64_t>(
      std::clamp<std::size_t>(runs.results.front().size() / faults, 1, most_proving_runs));
  std::vector<std::size_t> alone(faults);
  std::iota(alone.begin(), alone.end(), 0);
  const auto found = prove(runs, {0, alone}, [&](const std::vector<std::size_t>& without) {
    ProgressBar progress(false, 0, experiment.designs.size());
    return run_all(experiment,
                   {.jobs = options.processes(),
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
  const auto size = size_of(experiment, options.processes());
  const auto in_one_run = size.requests / static_cast<double>(std::max<std::size_t>(size.runs, 1));
  return static_cast<std::uint64_t>(std::max(1.0, in_one_run / traced_requests));
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
