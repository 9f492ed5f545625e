#pragma once

#include <string>
#include <vector>

#include "lab/processes/exit_code.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// The subcommands of `faultline`: data on stdout, words on stderr, an exit code back. Bad input is
/// thrown as ScenarioError.

int run_command(const RunOptions& options);

struct ValidateOptions {
  std::vector<std::string> files;
};
int validate_command(const ValidateOptions& options);

struct ListOptions {
  std::string what = "all";  ///< kinds, scenarios, measures, all, or a word to look for
};
int list_command(const ListOptions& options);

/// The JSON Schema (draft-07) of scenario files.
int schema_command();

struct AnalyzeOptions {
  std::string scenario;
  std::vector<std::string> designs;  ///< all where empty
  std::string format = "table";      ///< table, json or dot
};
int analyze_command(const AnalyzeOptions& options);

}  // namespace faultline
