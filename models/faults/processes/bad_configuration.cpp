#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <list>

#include "models/faults/fault.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// When a bad configuration is noticed by the errors that it causes.
struct ErrorBudget {
  static constexpr auto called = "error budget";
  double share = 0;
  Duration every = std::chrono::seconds(10);
  void fields(Fields& f) {
    f("share", share,
      {.says = "the share of the attempts at the target that may fail",
       .at_least = 0,
       .at_most = 0.999,
       .required = true});
    f("every", every, {.says = "how often it is looked at, each time anew", .positive = true});
  }
};

/// A configuration with which an instance fails a share of the attempts, or works more slowly, is
/// pushed to all instances at once, or in waves: `wave` of them (at least one), after `interval`
/// as many more, and so on. It is rolled back everywhere at the end, or as soon as more attempts
/// at all that it is meant for have failed in a span of the budget than may. With n waves of equal
/// size, one after each interval T, and an error rate e the share of failed attempts is e i / n in
/// wave i; over all n waves e (n + 1) / (2 n).
class BadConfiguration final : public Fault {
 public:
  void begin(Instance& instance) override {
    if (rate_) instance.change().refusals.add(*this, {.rate = *rate_, .only = requests()});
    if (factor_) instance.change().slowdown.add(*this, {*factor_, requests()});
  }
  void end(Instance& instance) override {
    if (rate_) instance.change().refusals.remove(*this);
    if (factor_) instance.change().slowdown.remove(*this);
  }

  void strike(const std::vector<Instance*>& instances) override {
    auto& push = pushes_.emplace_back(instances);
    if (instances.empty()) return;
    if (rollback_)
      for (auto* instance : instances) instance->ended();
    const auto all = std::ssize(instances);
    push.size = wave_ ? size_of_wave(all) : all;
    auto& calendar = instances.front()->calendar();
    next_wave(push);
    if (push.reached < all) start(go_on(push, calendar), push.tasks);
    if (rollback_) start(watch(push, calendar), push.tasks);
  }
  void let_go(const std::vector<Instance*>& instances) override {
    const auto push = std::ranges::find(pushes_, instances, &Push::instances);
    roll_back(*push);
    pushes_.erase(push);
  }

  bool at_work() const override { return true; }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override { return only({Symptom::error, Symptom::working}); }
  std::string too_short_in(const FaultSurroundings& at) const override {
    if (!wave_ || rollback_) return {};
    const auto size = size_of_wave(static_cast<std::int64_t>(at.instances));
    const auto waves = (static_cast<std::int64_t>(at.instances) + size - 1) / size;
    const auto needed = (waves - 1) * *interval_;
    if (needed < at.time.to - at.time.from) return {};
    return fmt::format("it is cut off: the last wave comes after {}", written(needed));
  }

 protected:
  void declare(Fields& f) override {
    f("rate", rate_,
      {.says = "the share of requests that fail with it", .at_most = 1, .positive = true});
    f("factor", factor_, {.says = "factor by which work takes longer with it", .positive = true});
    f("wave", wave_,
      {.says = "the share of the instances that get it together; all by default",
       .at_most = 1,
       .positive = true});
    f("interval", interval_, {.says = "time from one wave to the next", .positive = true});
    f("rollback", rollback_, {.says = "the errors at which it is rolled back before the end"});
    if (!f.sound()) return;
    if (!rate_ && !factor_)
      return f.problems().add(f.place(), "\"rate\" or \"factor\" has to be given");
    if (wave_.has_value() != interval_.has_value())
      f.problems().add(f.place(), "\"wave\" and \"interval\" belong together");
  }

 private:
  /// One strike.
  struct Push {
    explicit Push(std::vector<Instance*> all) : instances(std::move(all)) {}
    std::vector<Instance*> instances;
    std::int64_t size = 0;     ///< of a wave
    std::int64_t reached = 0;  ///< so many of them have it
    TaskGroup tasks;
  };

  std::int64_t size_of_wave(std::int64_t all) const {
    return std::max<std::int64_t>(1, std::llround(*wave_ * static_cast<double>(all)));
  }

  void next_wave(Push& push) {
    const auto upto = std::min<std::int64_t>(push.reached + push.size, std::ssize(push.instances));
    for (; push.reached < upto; ++push.reached)
      begin(*push.instances[static_cast<std::size_t>(push.reached)]);
  }

  void roll_back(Push& push) {
    for (; push.reached > 0; --push.reached)
      end(*push.instances[static_cast<std::size_t>(push.reached - 1)]);
  }

  Task<void> go_on(Push& push, Calendar& calendar) {
    while (push.reached > 0 && push.reached < std::ssize(push.instances)) {
      co_await calendar.delay(*interval_);
      if (push.reached > 0) next_wave(push);
    }
  }

  Task<void> watch(Push& push, Calendar& calendar) {
    while (push.reached > 0) {
      const auto [all_before, failed_before] = attempts(push);
      co_await calendar.delay(rollback_->every);
      const auto [all, failed] = attempts(push);
      const auto most = rollback_->share * static_cast<double>(all - all_before);
      if (static_cast<double>(failed - failed_before) > most) roll_back(push);
    }
  }

  /// That have ended so far, and failed.
  static std::pair<std::int64_t, std::int64_t> attempts(const Push& push) {
    std::pair<std::int64_t, std::int64_t> sum;
    for (auto* instance : push.instances) {
      sum.first += instance->ended().value();
      sum.second += instance->failures();
    }
    return sum;
  }

  std::optional<double> rate_;
  std::optional<double> factor_;
  std::optional<double> wave_;
  std::optional<Duration> interval_;
  std::optional<ErrorBudget> rollback_;
  std::list<Push> pushes_;
};

}  // namespace

Kind<Fault> bad_configuration() {
  return kind<Fault, BadConfiguration>(
      "bad_configuration", "A configuration with errors is pushed to all instances, or in waves.");
}

}  // namespace faultline
