#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/instances/operation.hpp"
#include "models/instances/per_caller.hpp"
#include "models/serving/service.hpp"
#include "sim/records/plan.hpp"

namespace faultline {

class Binding;
class Policy;
struct Mentions;
using Policies = std::vector<std::unique_ptr<Policy>>;

/// What a policy encloses: the policies inside it and, innermost, one attempt at the target.
class Next {
 public:
  /// Both are owned by the caller, for the whole run.
  Next(const Policies& policies, const Target& target)
      : Next(policies.data(), policies.data() + policies.size(), target) {}

  Task<Answer> operator()(const Call& call) const;

  const Target& target() const { return *target_; }

 private:
  using Place = const std::unique_ptr<Policy>*;
  Next(Place inner, Place end, const Target& target) : inner_(inner), end_(end), target_(&target) {}

  Place inner_;
  Place end_;
  const Target* target_;
};

/// What a policy may need from the scenario to have an effect.
struct Surroundings {
  bool keys = false;     ///< requests can be about the same key
  bool classes = false;  ///< there are several classes of them
  bool clients = false;  ///< there are several clients
  std::int64_t shards = 1;
  std::int64_t instances = 1;             ///< of what is asked
  std::optional<std::int64_t> at_once{};  ///< calls of one caller at most; nothing: no limit
};

/// A policy around a call. The order in the file is the order of nesting, outermost first. Its
/// state is kept per calling instance (PerCaller), since in a real system each process has its own.
class Policy {
 public:
  static constexpr auto called = "policy";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Policy() = default;
  void fields(Fields& f) {
    if (f.reading()) place_ = f.place();
    declare(f);
  }
  const Place& place() const { return place_; }
  void is_of_kind(const std::string& name) { kind_ = name; }
  const std::string& kind() const { return kind_; }

  /// Names what it refers to elsewhere in the scenario.
  virtual void mention(Mentions&) const {}
  virtual void bind(Binding& binding) = 0;

  /// Sends the call through this policy. `call` is owned by the caller, which also owns the task.
  virtual Task<Answer> apply(const Call& call, Next next) = 0;

  /// A field has changed during the run.
  virtual void changed() {}

  /// Whether the caller gets an answer even if the enclosed call fails.
  virtual bool stands_in() const { return false; }
  /// Why it has no effect there; empty if it can have one.
  virtual std::string idle_in(const Surroundings&) const { return {}; }
  /// The time limit that it sets on the enclosed call, if any.
  virtual std::optional<Duration> time_limit() const { return std::nullopt; }
  /// Whether it may take time in addition to the enclosed call.
  virtual bool takes_time() const { return true; }
  /// After how long a wait for the enclosed call it first acts, if that is fixed.
  virtual std::optional<Duration> acts_after() const { return std::nullopt; }
  /// How long a response may take before it counts as failed, if there is such a limit.
  virtual std::optional<Duration> slow_after() const { return std::nullopt; }
  /// Whether its time limit is passed on to the callees, and holds even if the caller has given up.
  virtual bool travels() const { return false; }
  /// The least time that it waits before a retry, if it retries.
  virtual std::optional<Duration> pauses_for() const { return std::nullopt; }
  /// How often it asks at the most, for one call.
  virtual std::int64_t most_attempts() const { return 1; }
  /// Whether it retries only as far as a budget goes.
  virtual bool has_budget() const { return false; }
  /// Whether it may ask again for what may have been done already.
  virtual bool may_repeat() const { return false; }
  /// Whether it opens connections to what is asked, which can fail.
  virtual bool connects() const { return false; }
  /// How many calls of one caller it lets be under way at once, if it limits them.
  virtual std::optional<std::int64_t> slots() const { return std::nullopt; }
  /// For how long it rejects calls once it has acted, if it does.
  virtual std::optional<Duration> rests_for() const { return std::nullopt; }

 protected:
  virtual void declare(Fields& f) = 0;

 private:
  Place place_;
  std::string kind_;
};

template <>
const std::vector<Kind<Policy>>& kinds_of<Policy>();

inline Task<Answer> Next::operator()(const Call& call) const {
  if (inner_ == end_)
    return target_->asked ? target_->asked->ask(call) : target_->service->attempt(*target_, call);
  return (*inner_)->apply(call, Next(inner_ + 1, end_, *target_));
}

/// What the policies around a call of `operation` refer to.
void mention_all(const Policies& policies, const Reference& operation, const MessageSizes& sizes,
                 Mentions& mentions);

/// Whether one of them can replace the response of the call.
bool stand_in(const Policies& policies);

/// The plan of a call, with what the policies around it make of it.
Plan surrounded(const Policies& policies, Plan plan);

/// Builds the policies around a call into the world.
void bind_all(const Policies& policies, const std::string& call, Binding& binding);

}  // namespace faultline
