#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// What a run is asked for with.
struct RunOptions {
  std::string scenario;
  std::string format = "table";      ///< table, json or csv
  bool all = false;                  ///< everything in the table, not the chief measures alone
  std::vector<std::string> designs;  ///< all of the scenario's, in its order, where empty
  std::optional<std::int64_t> seed;
  std::optional<std::int64_t> replications;
  int jobs = 0;                       ///< processes at once; 0: as many as there are cores
  std::vector<std::string> settings;  ///< "key.path=value"
  bool measures_only = false;         ///< nothing is recorded of what happens inside
  std::string folder;                 ///< where result files go; none where empty
  bool force = false;                 ///< however long it takes
  bool quiet = false;                 ///< no words on stderr unless something is wrong
  std::uint64_t trace_one_in = 0;     ///< of so many requests one is traced; 0: none
  std::string report;                 ///< file to write the page to; none where empty
  std::string junit;                  ///< file to write the verdicts to, as JUnit XML
  std::string markdown;               ///< file to write a summary to
};

}  // namespace faultline
