#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "analysis/estimates/ratio.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What is said of each part, by column, over the samples of the whole run.
inline constexpr auto part_columns = std::to_array<std::string_view>({
    "utilisation",  // share of the time of its workers, connections, cores or consumers in use
    "backlog_max",  // its longest queue at any instant
});

/// The samples of one part, added up.
struct PartTally {
  Duration used{};
  Duration offered{};
  std::int64_t most_waiting = -1;

  void level(const LevelRecord& record) {
    used += record.used;
    offered += record.offered;
    most_waiting = std::max(most_waiting, record.most_waiting);
  }

  std::vector<double> row() const {
    return {ratio(seconds(used), seconds(offered)),
            most_waiting < 0 ? no_value : static_cast<double>(most_waiting)};
  }
};

}  // namespace faultline
