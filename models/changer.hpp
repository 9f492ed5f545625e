#pragma once

#include <functional>
#include <memory>

#include "models/change.hpp"
#include "sim/setting.hpp"
#include "sim/task.hpp"

namespace faultline {

/// Makes the changes of a scenario, each at its time or when its condition holds, and takes them
/// back.
class Changer {
 public:
  /// What is to be changed, and how.
  struct Order {
    const Change* change;
    std::shared_ptr<Setting> setting;
    std::function<void()> changed;  ///< tells who keeps something made of the value
    std::function<bool()> holds;    ///< asked each second; of a change with a condition
  };

  Changer(Calendar& calendar, TaskGroup& group) : calendar_(calendar), group_(group) {}

  void schedule(Order order) { start(carry_out(std::move(order)), group_); }

 private:
  Task<void> carry_out(Order order);
  Task<void> until_it_holds(const Order& order);
  Task<void> become(const Order& order, double from, double to);

  Calendar& calendar_;
  TaskGroup& group_;
};

}  // namespace faultline
