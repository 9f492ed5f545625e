#pragma once

#include <functional>
#include <list>

#include "models/faults/fault.hpp"

namespace faultline {

/// Controls the timing of faults: begins each fault at its start, ends it at its end, and checks
/// after the last end that every instance is in its original condition.
class Injector {
 public:
  Injector(Calendar& calendar, TaskGroup& group) : calendar_(calendar), group_(group) {}

  /// One time that a fault strikes, and whom; these outlive the run.
  struct Strike {
    Occurrence when;
    std::vector<Instance*> targets;
    /// Which of them it is, as it turns out when it begins; null: all.
    std::function<std::vector<Instance*>()> whom{};
  };
  /// Schedules `fault` for these times, in the order in which they begin.
  void schedule(Fault& fault, std::vector<Strike> strikes);

  /// Ends all that it has begun of what is scheduled; from now on nothing of it begins.
  void stop();

  /// At this instant, by hand; what begins has to end.
  void begin(Fault& fault, const std::vector<Instance*>& targets);
  void end(Fault& fault, const std::vector<Instance*>& targets);

 private:
  Task<void> inject_each(Fault& fault, std::vector<Strike> strikes);
  Task<void> inject(Fault& fault, Occurrence when, std::vector<Instance*> targets);
  Task<void> ramp(Fault& fault, const std::vector<Instance*>& targets, Duration time, bool up);

  Calendar& calendar_;
  TaskGroup& group_;
  struct Begun {
    Fault* fault;
    std::vector<Instance*> targets;
  };

  std::list<Begun> strikes_;  ///< that are scheduled and have begun
  bool stopped_ = false;
  int under_way_ = 0;
  std::vector<Instance*> struck_;
};

}  // namespace faultline
