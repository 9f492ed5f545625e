#pragma once

#include <istream>
#include <string>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// Instants as they were measured once, in order, from the first of them on; or what is wrong with
/// the file that they should stand in.
struct ArrivalTrace {
  std::vector<Duration> instants;
  std::string wrong;            ///< empty: all is well
  bool without_column = false;  ///< what is wrong is that the column is not there
};

/// How the instants stand in a file.
struct TraceFormat {
  std::string column;  ///< its name in the first line; the first one where empty
  Duration unit = std::chrono::seconds(1);  ///< of bare numbers
};

/// Reads one column of a CSV file: cells stand between commas, in quotes where they hold a comma;
/// blank lines are passed over; a first line without an instant is a header. `file` is what it is
/// called in messages.
ArrivalTrace read_trace(std::istream& stream, const std::string& file, const TraceFormat& format);

}  // namespace faultline
