#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// What an axis has to show.
struct AxisExtent {
  std::set<Duration> instants;  ///< at which something begins or ends, from zero on
  struct Stretch {
    Duration from;
    Duration to;
  };
  std::vector<Stretch> shown_whole;  ///< cuts spare these
};

/// The time of a waterfall in columns of a terminal. Long gaps in which nothing begins or ends are
/// cut out, so that what is before and after them can be seen.
class TimeAxis {
 public:
  static constexpr std::size_t cut_columns = 3;

  TimeAxis(const AxisExtent& extent, std::size_t columns);

  std::size_t columns() const { return columns_.size(); }
  /// The time that a column stands for; of a cut all of its columns stand for all of it.
  struct Column {
    Duration from;
    Duration to;
    bool cut;
  };
  const Column& operator[](std::size_t column) const { return columns_[column]; }
  std::size_t column_of(Duration at) const;
  bool has_cuts() const;

  /// "|0        |20 ms    |40 ms".
  std::string text() const;

 private:
  struct Section {
    Duration from;
    Duration to;
  };
  static std::vector<std::size_t> widths_of(const std::vector<Section>& sections, Duration shown,
                                            std::size_t room);
  void add_section(const Section& section, std::size_t columns);
  void label(const Section& section, std::size_t first, std::size_t columns);
  void put(std::size_t column, const std::string& words);

  std::vector<Column> columns_;
  std::vector<std::string> text_;  ///< by column; a character may take several bytes
  Duration tick_{};
};

}  // namespace faultline
