#include "lab/commands/run_files.hpp"

#include <fstream>
#include <sstream>

#include "lab/commands/result_files.hpp"
#include "lab/commands/run_report.hpp"
#include "lab/files/whole_file.hpp"
#include "lab/output/csv/csv.hpp"
#include "lab/output/csv/replications_csv.hpp"
#include "lab/output/json/over_time.hpp"
#include "lab/output/json/results_json.hpp"
#include "lab/output/summaries/junit.hpp"
#include "lab/output/summaries/markdown_summary.hpp"
#include "lab/processes/machine.hpp"
#include "lab/processes/traced_runs.hpp"
#include "lab/text/words.hpp"
#include "lab/traces/trace_files.hpp"

namespace faultline {

namespace {

std::string content_of(const Reference& named, const Experiment& experiment) {
  std::ostringstream content;
  content
      << std::ifstream(experiment.document.problems.beside(named.name), std::ios::binary).rdbuf();
  return content.str();
}

/// The scenario as it was run, and beside it the files that it names, so that the folder can be
/// moved and run anew.
std::vector<ResultFile> scenario_files(const Experiment& experiment) {
  auto document = experiment.document;
  std::vector<ResultFile> files(1);
  const auto add = [&](const Reference& named, const std::string& field, const std::string& name) {
    files.push_back({name, content_of(named, experiment)});
    set_value(document, field + "=" + name);
  };
  const auto& scenario = experiment.scenario;
  if (const auto trace = scenario.workload->file()) add(*trace, "workload.file", "trace.csv");
  if (scenario.platform && scenario.platform->file)
    add(*scenario.platform->file, "platform.file", "platform.xml");
  files[0] = {"scenario.json", scenario_json(document)};
  return files;
}

std::vector<ResultFile> result_files(const Experiment& experiment, const Runs& runs,
                                     const Results& results) {
  const auto& document = experiment.document;
  std::vector<ResultFile> files{{"results.json", results_json(results, document)},
                                {"measures.csv", measures_csv(results)},
                                {"series.csv", series_csv(results)},
                                {"parts.csv", parts_csv(results)},
                                {"edges.csv", edges_csv(results)},
                                {"differences.csv", differences_csv(results)},
                                {"verdicts.csv", verdicts_csv(results)},
                                {"times.csv", times_csv(results)},
                                {"causes.csv", causes_csv(results)},
                                {"dominoes.csv", dominoes_csv(results)},
                                {"replications.csv", replications_csv(experiment.designs, runs)},
                                {"coupling.csv", coupling_csv(results)}};
  if (results.hypothesis()) files.push_back({"hypothesis.csv", hypothesis_csv(results)});
  return files;
}

}  // namespace

RunFiles::RunFiles(Experiment& experiment, const RunOptions& options)
    : experiment_(experiment), options_(options) {
  for (const auto* file : {&options_.report, &options_.junit, &options_.markdown})
    check_report_file(*file);
  if (options_.folder.empty()) return;
  folder_.emplace(options_.folder);
  scenario_ = scenario_files(experiment_);
}

bool RunFiles::write(const Runs& runs, const Results& results) {
  const bool told = write_for_ci(results);
  if (!folder_ && options_.report.empty()) return told;
  const auto traces = traced(runs);
  const auto report =
      options_.measures_only ? std::string() : report_text(experiment_, options_, runs, traces);
  bool written =
      (!folder_ || write_folder(result_files(experiment_, runs, results), traces, report)) && told;
  if (!options_.report.empty())
    written = write_report(options_.report, report, options_.quiet) && written;
  return written;
}

bool RunFiles::write_for_ci(const Results& results) const {
  bool written = true;
  const auto write = [&](const std::string& file, auto text_of) {
    if (file.empty()) return;
    const auto trouble = write_whole(file, text_of(results));
    if (!trouble.empty()) tell("{}: cannot be written: {}\n", file, trouble);
    written = written && trouble.empty();
  };
  write(options_.junit, junit_xml);
  write(options_.markdown, markdown_summary);
  return written;
}

/// Of the first replication, which is run once more; none where nothing is to be traced.
std::vector<TracedDesign> RunFiles::traced(const Runs& runs) {
  if (traced_one_in(experiment_, options_) == 0 || runs.interrupted) return {};
  std::vector<Offer> offers;
  for (const auto& design : runs.results) offers.push_back(design.front().offer);
  return trace(experiment_, {0, processes_for(options_)}, worth_tracing(offers));
}

bool RunFiles::write_folder(std::vector<ResultFile> files, const std::vector<TracedDesign>& traces,
                            const std::string& report) {
  files.insert(files.end(), scenario_.begin(), scenario_.end());
  if (!report.empty()) files.push_back({"report.json", report});
  if (options_.trace_one_in > 0)
    for (auto& file : trace_files(traces, {experiment_.scenario.title, experiment_.seed(), 0}))
      files.push_back(std::move(file));
  return write_files(*folder_, files, options_);
}

}  // namespace faultline
