#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/step.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// Waits for a time without working: the visit keeps its worker, and nothing else. It is no service
/// time, takes no part of the instance's cores, and is not made longer by whatever slows work down.
class Sleep final : public Step {
 public:
  Sleep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    auto draw = visit.call.draw(stream_);
    const Wait wait(visit.call.span, Activity::sleep);
    co_await visit.instance.calendar().delay(time_->sample(draw));
    co_return Answer{Outcome::succeeded, {}};
  }

 protected:
  void declare(Fields& f) override {
    f("sleep", time_, {.says = "how long it waits", .required = true});
  }
  Duration way(const LeastTimes& times, const std::string&) const override {
    return times.work(*time_);
  }
  Plan plan() const override { return {.what = Plan::What::wait, .seconds = time_->mean()}; }
  void bind(Binding& binding) override { stream_ = binding.stream("sleep"); }

 private:
  std::unique_ptr<Distribution> time_;
  Stream stream_;
};

}  // namespace

Kind<Step> sleep() {
  return kind<Step, Sleep>("sleep", "Waits for a time; occupies its worker but no CPU.");
}

}  // namespace faultline
