#pragma once

#include <list>
#include <string>

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
  };
  /// Schedules `fault` for these times, in the order in which they begin.
  void schedule(Fault& fault, std::vector<Strike> strikes);

  /// Strikes now, and until `lasts` is over.
  Task<void> strike(Fault& fault, std::vector<Instance*> targets, Task<void> lasts);
  bool stopped() const { return stopped_; }
  /// Whether something that is scheduled or strikes, of this name, has begun and not ended.
  bool is_under_way(const std::string& name) const;

  /// Ends all that it has begun of what is scheduled; from now on nothing of it begins.
  void stop();

  /// At this instant, by hand; what begins has to end.
  void begin(Fault& fault, const std::vector<Instance*>& targets);
  void end(Fault& fault, const std::vector<Instance*>& targets);

 private:
  struct Begun {
    Fault* fault;
    std::vector<Instance*> targets;
  };
  using Strikes = std::list<Begun>;

  Task<void> inject_each(Fault& fault, std::vector<Strike> strikes);
  Task<void> inject(Fault& fault, Occurrence when, std::vector<Instance*> targets);
  Strikes::iterator begin_scheduled(Fault& fault, const std::vector<Instance*>& targets);
  Task<void> fade(Strikes::iterator strike, Duration time);
  Task<void> ramp(Fault& fault, const std::vector<Instance*>& targets, Duration time, bool up);

  Calendar& calendar_;
  TaskGroup& group_;

  Strikes strikes_;  ///< that are scheduled and have begun
  bool stopped_ = false;
  int under_way_ = 0;
  std::vector<Instance*> struck_;
};

}  // namespace faultline
