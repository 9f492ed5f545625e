#pragma once

#include <functional>
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
    /// Which of them it is, as it turns out when it begins; null: all.
    std::function<std::vector<Instance*>()> whom{};
  };
  /// Schedules `fault` for these times, in the order in which they begin.
  void schedule(Fault& fault, std::vector<Strike> strikes);
  /// From now on all that is scheduled comes about.
  void go();

  /// Strikes now, though it is not scheduled, and until the end of `when`.
  void strike(Fault& fault, Strike strike);
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

  /// Of more faults than that not each has its next strike in the calendar.
  static constexpr std::size_t most_pending = 100;
  struct Scheduled {
    Fault* fault;
    std::vector<Strike> strikes;
  };
  struct Turn {
    Fault* fault;
    Strike strike;
  };

  Task<void> inject_each(Scheduled scheduled);
  Task<void> inject_in_turn(std::vector<Turn> turns);
  Task<void> inject(Fault& fault, Occurrence when, std::vector<Instance*> targets);
  Strikes::iterator begin_scheduled(Fault& fault, const std::vector<Instance*>& targets);
  Task<void> fade(Strikes::iterator strike, Duration time);
  Task<void> ramp(Fault& fault, const std::vector<Instance*>& targets, Duration time, bool up);

  Calendar& calendar_;
  TaskGroup& group_;

  std::vector<Scheduled> scheduled_;  ///< until it goes
  Strikes strikes_;                   ///< that are scheduled and have begun
  bool stopped_ = false;
  int under_way_ = 0;
  std::vector<Instance*> struck_;
};

}  // namespace faultline
