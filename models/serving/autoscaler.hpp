#pragma once

#include "sim/engine/task.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

class Service;

/// How many instances of a service run.
struct AutoscalingSettings {
  static constexpr auto called = "autoscaling";
  std::int64_t least = 1;
  std::int64_t most = 1;
  double target = 0.6;
  double tolerance = 0.1;
  Duration every = std::chrono::seconds(15);
  Duration cold_start = std::chrono::seconds(30);
  Duration scale_up_after{};
  Duration scale_down_after = std::chrono::minutes(5);
  void fields(Fields& f);
};

/// Scales `service` until it is destroyed. Each `every` it wants
///   n' = ceil(n u / target)
/// instances, n u being what was in use of all instances in the mean over that time, n those that
/// run now, and keeps n where |u / target - 1| <= tolerance. It goes up to the least that was
/// wanted for `scale_up_after`, and down to the most that was wanted for `scale_down_after`. A new
/// instance gets requests after its cold start; one that goes gets no more, and ends what it has.
/// Source: Kubernetes, "Horizontal pod autoscaling", algorithm details.
Task<void> autoscale(Service& service, AutoscalingSettings settings, TaskGroup& group);

}  // namespace faultline
