#pragma once

#include <memory>
#include <vector>

#include "models/operation.hpp"
#include "models/service.hpp"

namespace faultline {

class Binding;
class Policy;
using Policies = std::vector<std::unique_ptr<Policy>>;

/// What a policy wraps: the policies inside it, and in the middle one attempt at the target.
class Next {
 public:
  /// Both stand with whoever asks, for the whole run.
  Next(const Policies& policies, const Target& target)
      : Next(policies.data(), policies.data() + policies.size(), target) {}

  Task<Answer> operator()(const Call& call) const;

 private:
  using Place = const std::unique_ptr<Policy>*;
  Next(Place inner, Place end, const Target& target) : inner_(inner), end_(end), target_(&target) {}

  Place inner_;
  Place end_;
  const Target* target_;
};

/// Something that people put around a call. The order in the file is the order of wrapping,
/// outermost first.
class Policy {
 public:
  static constexpr auto called = "policy";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Policy() = default;
  virtual void fields(Fields& f) = 0;
  virtual void bind(Binding& binding) = 0;

  /// The call through this policy. `call` stands with the one who asks, who owns the task.
  virtual Task<Answer> apply(const Call& call, Next next) = 0;
};

template <>
const std::vector<Kind<Policy>>& kinds_of<Policy>();

inline Task<Answer> Next::operator()(const Call& call) const {
  if (inner_ == end_) return target_->service->attempt(*target_, call);
  return (*inner_)->apply(call, Next(inner_ + 1, end_, *target_));
}

}  // namespace faultline
