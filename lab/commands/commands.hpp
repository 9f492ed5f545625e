#pragma once

#include <string>
#include <vector>

#include "lab/processes/exit_code.hpp"
#include "lab/reference/command_shape.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// The subcommands of `faultline`: data on stdout, words on stderr, an exit code back. Bad input is
/// thrown as ScenarioError.

int run_command(const RunOptions& options);

struct LearnOptions {
  RunOptions run;         ///< without a scenario the lessons are listed
  std::string guess;      ///< what is predicted; asked for where somebody sits at a terminal
  bool markdown = false;  ///< prints the course as a page
};
/// The course: lists it, or takes one through a lesson.
int learn_command(const LearnOptions& options);

struct ExplainOptions {
  RunOptions run;
  std::string fault;  ///< the only one that is left out by itself; each where empty
};
/// Why requests fail, with the proof by the same runs without the faults.
int explain_command(const ExplainOptions& options);

struct CompareOptions {
  std::string before;  ///< a scenario, or a folder of result files
  std::string after;
  RunOptions run;  ///< of it the format, all, seed, replications, jobs, force, quiet
  std::vector<std::string> designs;  ///< "A=B" each; those of the same name where empty
};
/// What a change moved, measure by measure; fails where anything got worse.
int compare_command(const CompareOptions& options);

struct ReportOptions {
  std::string folder;  ///< of result files
  std::string file;    ///< to write the page to; in the folder where empty
  bool quiet = false;
};
/// The page of a run whose results were written to a folder.
int report_command(const ReportOptions& options);

struct LabOptions {
  std::string scenario;  ///< or a folder; all lessons where empty
  std::string file;      ///< to write the page to; a temporary one, which is opened, where empty
};
/// A page that runs scenarios by itself.
int lab_command(const LabOptions& options);

struct WatchOptions {
  RunOptions run;    ///< of it the scenario, designs, seed and settings
  double speed = 4;  ///< simulated seconds per second
};
/// Shows the run on a terminal while it goes on, and strikes parts by key.
int watch_command(const WatchOptions& options);

/// What would help each design, by trying remedies on it.
int advise_command(const RunOptions& options);

struct HuntOptions {
  RunOptions run;
  std::vector<std::string> hypotheses;  ///< "availability>=0.99"
  std::vector<std::string> kinds;       ///< of faults; all where empty
  std::vector<std::string> parts;       ///< that are struck; all where empty
  std::int64_t most = 2;                ///< faults at once
  std::int64_t budget = 1200;           ///< of runs
};
/// The smallest sets of faults that break what each design has to keep.
int hunt_command(const HuntOptions& options);

struct TraceOptions {
  RunOptions run;  ///< of it the scenario, designs, seed, settings, jobs and folder
  std::string request = "slowest";  ///< or median, failed, or the number of a request
  std::int64_t replication = 1;
};
int trace_command(const TraceOptions& options);

/// Which requests can be asked for by a word.
inline const std::vector<std::string> traced_by_word{"slowest", "median", "failed"};

struct ScheduleOptions {
  RunOptions run;  ///< of it the scenario, designs, seed and settings; format: table or scenario
  std::int64_t replication = 1;
};
/// When faults strike, and what: all that is drawn before a run.
int schedule_command(const ScheduleOptions& options);

struct ValidateOptions {
  std::vector<std::string> files;
};
int validate_command(const ValidateOptions& options);

/// What is not said is asked for where somebody sits at a terminal, and chosen otherwise.
struct NewOptions {
  std::string name;
  std::string from;      ///< a lesson; where empty the scenario is composed of the rest
  std::string services;  ///< "shop,payment,shipping"
  std::string rate;
  std::string down;
  std::string outage;
  bool force = false;
};
int new_command(const NewOptions& options);

struct ListOptions {
  std::string what = "all";  ///< kinds, scenarios, measures, commands, all, or a word to look for
  bool markdown = false;
};
int list_command(const ListOptions& options, const std::vector<CommandShape>& commands);

/// The JSON Schema (draft-07) of scenario files.
int schema_command();

struct AnalyzeOptions {
  std::string scenario;
  std::vector<std::string> designs;  ///< all where empty
  std::string format = "table";      ///< table, json, dot or sarif
  std::string fail_on;               ///< the least severity that makes it fail; empty: none does
};
int analyze_command(const AnalyzeOptions& options);

}  // namespace faultline
