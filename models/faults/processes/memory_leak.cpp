#include <fmt/format.h>

#include "models/faults/acting.hpp"

namespace faultline {

namespace {

/// Memory that is never given back, by time or by request, until the process is killed at its limit
/// and started again, without memory in use; and so on as long as the fault lasts. It is down for
/// `restart`, so that the share of time without it is restart / (limit / rate + restart).
/// Ignored: that a process that is short of memory works more slowly.
class MemoryLeak final : public Acting {
 public:
  Symptoms explains() const override { return only({Symptom::down, Symptom::crashed}); }
  std::string too_short_in(const FaultSurroundings& at) const override {
    if (!per_second_ || Time{at.time.from + lasts()} < at.time.to) return {};
    return fmt::format("it has no effect: its limit would be reached only after {:.3g} s",
                       seconds(lasts()));
  }
  std::string only_at() const override { return "service"; }

 protected:
  void declare(Fields& f) override {
    f("limit", limit_,
      {.says = "memory at which it is killed", .positive = true, .required = true});
    f("per_request", per_request_, {.says = "memory lost with each attempt", .positive = true});
    f("per_second", per_second_, {.says = "or memory lost each second", .positive = true});
    f("restart", restart_,
      {.says = "how long it takes to start again", .positive = true, .required = true});
    if (f.sound() && per_request_.has_value() == per_second_.has_value())
      f.problems().add(f.place(), "either \"per_request\" or \"per_second\" has to be given");
  }

  Task<void> act(Instance& instance) override {
    while (true) {
      if (per_request_) {
        const auto attempts = (limit_.count + per_request_->count - 1) / per_request_->count;
        auto& ended = instance.ended();
        co_await ended.reaches(ended.value() + attempts);
      } else {
        co_await instance.calendar().delay(lasts());
      }
      const Down killed(instance);
      co_await instance.calendar().delay(restart_);
    }
  }

 private:
  /// By time: from empty to the limit.
  Duration lasts() const {
    return from_seconds(static_cast<double>(limit_.count) /
                        static_cast<double>(per_second_->count));
  }

  Bytes limit_;
  std::optional<Bytes> per_request_;
  std::optional<Bytes> per_second_;
  Duration restart_{};
};

}  // namespace

Kind<Fault> memory_leak() {
  return kind<Fault, MemoryLeak>(
      "memory_leak", "Memory runs out again and again; the process is killed and started again.");
}

}  // namespace faultline
