#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// The books of events over the whole run: the events of each topic, and what happened to them in
/// each subscription. The columns of both, as in the results.
inline constexpr auto topic_columns =
    std::to_array<std::string_view>({"published", "duplicated", "held_up"});
inline constexpr auto subscription_columns = std::to_array<std::string_view>(
    {"published", "delivered", "dead_lettered", "expired", "dropped", "pending", "moved"});

using BookRow = std::vector<double>;  ///< in the order of the columns
using BookTable = std::vector<BookRow>;

inline BookRow row_of(const TopicRecord& record) {
  BookRow row;
  for (const auto count : {record.published, record.duplicated, record.held_up})
    row.push_back(static_cast<double>(count));
  return row;
}

inline BookRow row_of(const SubscriptionRecord& record) {
  BookRow row;
  for (const auto count : {record.published, record.delivered, record.dead_lettered, record.expired,
                           record.dropped, record.pending, record.moved})
    row.push_back(static_cast<double>(count));
  return row;
}

}  // namespace faultline
