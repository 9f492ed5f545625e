#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/instances/operation.hpp"
#include "models/instances/per_caller.hpp"
#include "models/serving/service.hpp"

namespace faultline {

class Binding;
class Policy;
struct Mentions;
using Policies = std::vector<std::unique_ptr<Policy>>;

/// What a policy wraps: the policies inside it, and in the middle one attempt at the target.
class Next {
 public:
  /// Both stand with whoever asks, for the whole run.
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

/// What a policy may need of the scenario to have an effect.
struct Surroundings {
  bool keys = false;     ///< requests can be about the same key
  bool classes = false;  ///< there are several classes of them
  bool clients = false;  ///< there are several clients
  std::int64_t shards = 1;
  std::int64_t instances = 1;             ///< of what is asked
  std::optional<std::int64_t> at_once{};  ///< calls of one caller at most; nothing: no limit
};

/// Something that people put around a call. The order in the file is the order of wrapping,
/// outermost first. A policy remembers what it has to remember for each instance that asks by
/// itself (PerCaller), since in life each has its own, in the memory of its process.
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

  /// Names what stands elsewhere in the scenario.
  virtual void mention(Mentions&) const {}
  virtual void bind(Binding& binding) = 0;

  /// The call through this policy. `call` stands with the one who asks, who owns the task.
  virtual Task<Answer> apply(const Call& call, Next next) = 0;

  /// A field has become another one during the run.
  virtual void changed() {}

  /// Whether the caller has an answer though what is inside it fails.
  virtual bool stands_in() const { return false; }
  /// Why it has no effect there; empty where it may have one.
  virtual std::string idle_in(const Surroundings&) const { return {}; }
  /// How long it lets what is inside it take, where it sets such a limit.
  virtual std::optional<Duration> time_limit() const { return std::nullopt; }
  /// Whether it may take time beside that of what is inside it.
  virtual bool takes_time() const { return true; }
  /// After which time of waiting for what is inside it first does something, where that is fixed.
  virtual std::optional<Duration> acts_after() const { return std::nullopt; }
  /// How long an answer may take before it counts as failed, where that is so.
  virtual std::optional<Duration> slow_after() const { return std::nullopt; }
  /// Whether that limit is known to those who are asked, and holds though the caller has gone.
  virtual bool travels() const { return false; }
  /// How long it waits at the least before it asks again, where it does.
  virtual std::optional<Duration> pauses_for() const { return std::nullopt; }
  /// For how long it lets nothing through once it has acted, where it does.
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

/// What the policies around a call of `operation` name.
void mention_all(const Policies& policies, const Reference& operation, const MessageSizes& sizes,
                 Mentions& mentions);

/// Whether one of them stands in for what is asked.
bool stand_in(const Policies& policies);

/// Builds the policies around a call into the world.
void bind_all(const Policies& policies, const std::string& call, Binding& binding);

}  // namespace faultline
