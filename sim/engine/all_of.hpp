#pragma once

#include <vector>

#include "sim/engine/quorum.hpp"
#include "sim/engine/task.hpp"

namespace faultline {

namespace detail {

inline Task<void> arriving(Task<void> task, Quorum& at) {
  co_await std::move(task);
  at.arrive(true);
}

}  // namespace detail

/// co_await all_of(calendar, items, begin): begins with all items at once, `begin(item)` being a
/// task of each, and waits for the last one.
template <class T, class Begin>
Task<void> all_of(Calendar& calendar, const std::vector<T>& items, Begin begin) {
  if (items.empty()) co_return;
  Quorum ended(calendar, items.size(), items.size());
  TaskGroup group;
  for (const auto& item : items) start(detail::arriving(begin(item), ended), group);
  co_await ended;
}

}  // namespace faultline
