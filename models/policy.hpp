#pragma once

#include <span>

#include "models/operation.hpp"
#include "models/service.hpp"

namespace faultline {

class Binding;
class Policy;
using Policies = std::vector<std::unique_ptr<Policy>>;

/// What a call asks for, and of whom.
struct Target {
  Service* service = nullptr;
  const Operation* operation = nullptr;
  MessageSizes sizes;
};

/// What a policy wraps: the policies inside it, and in the middle one attempt at the target.
class Next {
 public:
  /// `from`: where the one who asks stands.
  Next(std::span<const std::unique_ptr<Policy>> inner, const Target& target, HostId from)
      : inner_(inner), target_(&target), from_(from) {}

  Task<Answer> operator()(Call call) const;

 private:
  std::span<const std::unique_ptr<Policy>> inner_;
  const Target* target_;
  HostId from_;
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
  virtual Task<Answer> apply(Call call, Next next) = 0;
};

template <>
const std::vector<Kind<Policy>>& kinds_of<Policy>();

inline Task<Answer> Next::operator()(Call call) const {
  if (inner_.empty())
    return target_->service->attempt(*target_->operation, call, target_->sizes, from_);
  return inner_.front()->apply(call, Next{inner_.subspan(1), *target_, from_});
}

}  // namespace faultline
