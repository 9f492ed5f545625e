#include <fmt/format.h>

#include "models/faults/acting.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// Instances stop and come back, once each: all at one instant, or so many at a time, the next ones
/// when these have been back for `pause`. The process that comes back is new: what it had in memory
/// and in progress is lost, connections to it and those that it had are closed, and it is not warm.
/// With n instances, k at a time, down for d and a pause p, it takes ceil(n / k) (d + p) - p in
/// all; what has not stopped by the end of the fault does not stop. The work in progress is not
/// waited for: that is a release with a drain.
class Restart final : public Acting {
 public:
  void strike(const std::vector<Instance*>& instances) override {
    turn_ = 0;
    Acting::strike(instances);
  }
  Symptoms explains() const override {
    return only({Symptom::down, Symptom::crashed, Symptom::missing});
  }
  std::string too_short_in(const FaultSurroundings& at) const override {
    return takes_all(at) <= at.time.to - at.time.from ? "" : "it is cut off: " + taken_by_all(at);
  }
  std::string soon_over_in(const FaultSurroundings& at) const override {
    return takes_all(at) < at.time.to - at.time.from ? taken_by_all(at) : "";
  }

 protected:
  void declare(Fields& f) override {
    f("takes", takes_,
      {.says = "how long an instance is down", .positive = true, .required = true});
    f("at_a_time", at_a_time_,
      {.says = "how many of them stop together; all by default", .at_least = 1});
    f("pause", pause_,
      {.says = "time between the end of one restart and the next, with \"at_a_time\"",
       .at_least = 0});
    if (f.sound() && pause_ > Duration::zero() && !at_a_time_)
      f.problems().add(f.place_of("pause"),
                       "it has no effect: all instances stop together (\"at_a_time\")");
  }

  Task<void> act(Instance& instance) override {
    const auto turn = at_a_time_ ? turn_++ / *at_a_time_ : 0;
    if (turn > 0) co_await instance.calendar().delay(turn * (takes_ + pause_));
    const Down down(instance);
    co_await instance.calendar().delay(takes_);
  }

 private:
  Duration takes_all(const FaultSurroundings& at) const {
    const auto all = static_cast<std::int64_t>(at.instances);
    const auto turns = at_a_time_ ? (all + *at_a_time_ - 1) / *at_a_time_ : 1;
    return turns * (takes_ + pause_) - pause_;
  }
  std::string taken_by_all(const FaultSurroundings& at) const {
    return fmt::format("the restarts take {} in all", written(takes_all(at)));
  }

  Duration takes_{};
  std::optional<std::int64_t> at_a_time_;
  Duration pause_{};
  std::int64_t turn_ = 0;  ///< of the next instance that is struck at this instant
};

}  // namespace

Kind<Fault> restart() {
  return kind<Fault, Restart>("restart", "Instances stop and come back, at once or in turn.");
}

}  // namespace faultline
