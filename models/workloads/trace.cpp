#include "models/workloads/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/workloads/timestamp.hpp"
#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

std::string trimmed(std::string text) {
  constexpr auto blanks = " \t\r";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The cells of a line; a quote within quotes is written twice (RFC 4180).
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool twice = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
    if (twice)
      cells.back() += line[i++];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += line[i];
  }
  std::ranges::transform(cells, cells.begin(), trimmed);
  return cells;
}

/// Takes a file line by line until something is wrong with one.
class TraceReader {
 public:
  TraceReader(const std::string& file, const TraceFormat& format) : file_(file), format_(format) {}

  /// Whether there is any use in the next one.
  bool take(std::string line) {
    if (++line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const auto cells = cells_of(line);
    if (cells.size() == 1 && cells.front().empty()) return true;
    if (std::exchange(first_, false) && take_header(cells)) return trace_.wrong.empty();
    if (column_ >= cells.size())
      return fail(fmt::format("the line ends before column {}", column_ + 1));
    const auto instant = parse_timestamp(cells[column_], format_.unit);
    if (!instant) return fail(fmt::format("\"{}\" is not a time", cells[column_].substr(0, 40)));
    return take_instant(*instant, cells[column_]);
  }

  ArrivalTrace trace() {
    if (trace_.wrong.empty() && trace_.instants.empty())
      trace_.wrong = file_ + ": it contains no times";
    return std::move(trace_);
  }

 private:
  bool take_header(const std::vector<std::string>& cells) {
    if (format_.column.empty()) return !parse_timestamp(cells.front(), format_.unit);
    column_ = index_among(cells, format_.column);
    trace_.without_column = column_ == cells.size();
    if (trace_.without_column) fail(not_among("column", format_.column, cells));
    return true;
  }

  bool take_instant(Duration instant, const std::string& cell) {
    if (trace_.instants.empty()) origin_ = instant;
    const auto since = instant - origin_;
    if (since < (trace_.instants.empty() ? Duration::zero() : trace_.instants.back()))
      return fail(fmt::format("{} is earlier than the time above it", cell));
    trace_.instants.push_back(since);
    return true;
  }

  bool fail(const std::string& why) {
    trace_.wrong = fmt::format("{}:{}: {}", file_, line_, why);
    return false;
  }

  const std::string& file_;
  const TraceFormat& format_;
  ArrivalTrace trace_;
  Duration origin_{};
  std::size_t column_ = 0;
  int line_ = 0;
  bool first_ = true;
};

}  // namespace

ArrivalTrace read_trace(std::istream& stream, const std::string& file, const TraceFormat& format) {
  TraceReader reader(file, format);
  for (std::string line; std::getline(stream, line);)
    if (!reader.take(std::move(line))) break;
  return reader.trace();
}

}  // namespace faultline
