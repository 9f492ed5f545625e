#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace faultline {

/// Which consumer of a group gets which partitions.
enum class Assignment : std::uint8_t {
  range,        ///< neighbouring partitions to the same consumer
  round_robin,  ///< in turn
  sticky,       ///< in turn, but who has partitions keeps as many of them as is its share
};
std::vector<std::string> words(Assignment);

inline constexpr std::uint32_t unowned = ~std::uint32_t{0};

/// The consumer of each partition, out of `members`, which are in order; `before` is who had them.
/// Source: Apache Kafka, "RangeAssignor", "RoundRobinAssignor", "CooperativeStickyAssignor".
std::vector<std::uint32_t> assign(Assignment assignment, const std::vector<std::uint32_t>& members,
                                  const std::vector<std::uint32_t>& before);

}  // namespace faultline
