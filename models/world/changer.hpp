#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario/change.hpp"
#include "sim/engine/task.hpp"
#include "sim/language/setting.hpp"

namespace faultline {

/// Makes the changes of a scenario, each at its time or when its condition holds, and takes them
/// back. Of changes of one setting that overlap the one that began last stands; with the last one
/// gone the setting is what it was at first.
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

  /// Until a condition has held for some time, or until `latest`; it is asked each second.
  Task<void> until(std::function<bool()> holds, Duration lasting, Time latest = end_of_time);

  /// Whether the change of this name has begun and is not taken back.
  bool is_under_way(const std::string& name) const;

  void schedule(Order order) { start(carry_out(std::move(order)), group_); }

 private:
  /// The changes of one setting that last, in the order in which they began.
  struct Lasting {
    std::vector<const Change*> changes;
    std::shared_ptr<Setting> setting;  ///< through which the first value is kept
    std::function<void()> restore{};
    double first = 0;  ///< its magnitude

    bool led_by(const Change& change) const { return changes.back() == &change; }
  };

  Task<void> carry_out(Order order);
  Task<void> become(const Order& order, const Lasting& lasting, double from, double to);
  Lasting& begin(const Order& order);
  void end(const Order& order, Lasting& lasting);

  Calendar& calendar_;
  TaskGroup& group_;
  std::map<std::string, Lasting> lasting_;  ///< by the path of the setting
};

}  // namespace faultline
