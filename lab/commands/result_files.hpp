#pragma once

#include <vector>

#include "lab/files/result_folder.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// Whether they could be written; says so. What was found stands on standard output in any case.
bool write_files(const ResultFolder& folder, const std::vector<ResultFile>& files,
                 const RunOptions& options);

}  // namespace faultline
