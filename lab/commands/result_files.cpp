#include "lab/commands/result_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lab/text/words.hpp"
#include "sim/language/among.hpp"

namespace faultline {

bool write_files(const ResultFolder& folder, const std::vector<ResultFile>& files,
                 const RunOptions& options) {
  try {
    folder.write(files);
    if (!options.quiet)
      tell("{}: wrote {}\n", options.folder, fmt::format("{}", fmt::join(names_in(files), ", ")));
    return true;
  } catch (const NotWritten& error) {
    tell("{}\n", error.what());
    return false;
  }
}

}  // namespace faultline
