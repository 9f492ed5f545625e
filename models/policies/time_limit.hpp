#pragma once

#include <deque>
#include <optional>

#include "models/instances/binding.hpp"
#include "models/policies/policy.hpp"
#include "sim/engine/lane.hpp"

namespace faultline {

/// A policy that waits for a fixed time at most. The call goes on as zombie work, unless `cancel`
/// is set: then giving up stops it, and all calls that it has made.
class TimeLimit : public Policy {
 public:
  void bind(Binding& binding) override { limits_.emplace_back(binding.calendar(), after_); }
  void changed() override { limits_.emplace_back(limit().calendar(), after_); }
  std::optional<Duration> time_limit() const override { return after_; }
  bool takes_time() const override { return false; }

 protected:
  void declare(Fields& f) override {
    f("after", after_,
      {.says = "how long the caller waits",
       .positive = true,
       .required = true,
       .changeable = true});
    f("cancel", cancel_, {.says = "whether the work is cancelled once the caller has given up"});
  }

  /// The call as it is passed on.
  Call limited(const Call& call) const {
    auto limited = call;
    limited.cancellable |= cancel_;
    return limited;
  }

  static Answer gave_up(Trial& trial, const Next& next) {
    return {.outcome = Outcome::timed_out, .cause = trial.give_up(next.target().place())};
  }

  Lane& limit() { return limits_.back(); }

 private:
  Duration after_{};
  bool cancel_ = false;
  std::deque<Lane> limits_;  ///< the present one last; others may still be waited for
};

}  // namespace faultline
