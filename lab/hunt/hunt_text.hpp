#pragma once

#include <string>
#include <vector>

#include "lab/hunt/hunt.hpp"
#include "lab/text/json.hpp"
#include "lab/text/result_file.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// What was found, for people, in 80 columns. `folder`: where the finds are written to; empty:
/// nowhere.
std::string hunt_text(const Hunt& hunt, const Paint& paint, const std::string& folder);

/// By part, side by side, what breaks each design; then what breaks one of them and not another.
std::string hunt_summary(const Hunt& hunt);

/// The same as data.
Json hunt_json(const Hunt& hunt);

/// Each find as a scenario, in the order of the designs: the faults for the least time that breaks
/// it, and what they break as its expectations, so that `run` ends with exit code 1.
std::vector<ResultFile> hunt_files(const Hunt& hunt);

/// "find-01.json": of the find with this number, counted from 0 over all designs.
std::string find_file(std::size_t number);

}  // namespace faultline
