#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// What the program's exit code says.
struct ExitCode {
  static constexpr int holds = 0;  ///< done; every verdict, if any, as expected
  static constexpr int fails = 1;  ///< done; a verdict is not as expected
  static constexpr int bad_input = 2;
  static constexpr int internal = 3;
  static constexpr int system = 4;  ///< no memory, no room on the disk, no process to be had
  static constexpr int interrupted = 130;
};

/// The subcommands of `faultline`: data on stdout, words on stderr, an exit code back. Bad input is
/// thrown as ScenarioError.

struct RunOptions {
  std::string scenario;
  std::string format = "table";      ///< table, json or csv
  std::vector<std::string> designs;  ///< all of the scenario's, in its order, where empty
  std::optional<std::int64_t> seed;
  std::optional<std::int64_t> replications;
  int jobs = 0;                       ///< processes at once; 0: as many as there are cores
  std::vector<std::string> settings;  ///< "key.path=value"
  std::string folder;                 ///< where result files go; none where empty
  bool force = false;                 ///< however long it takes
  bool quiet = false;                 ///< no words on stderr unless something is wrong
};
int run_command(const RunOptions& options);

struct ValidateOptions {
  std::vector<std::string> files;
};
int validate_command(const ValidateOptions& options);

struct ListOptions {
  std::string what = "all";  ///< kinds, scenarios, measures or all
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
