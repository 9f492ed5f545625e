#pragma once

#include "models/instances/step.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// Keeps the worker busy for a service time: S = slowdown * X, X drawn from `time`. Ignores that
/// work on one host shares its CPU: the workers are the model of capacity.
class WorkStep final : public Step {
 public:
  WorkStep() : Step(Manner::works) {}
  /// Work that a store or a topic does; `time` outlives the step.
  WorkStep(const Distribution& time, Stream stream)
      : Step(Manner::works), time_(&time), stream_(stream) {}

  Duration time(Visit& visit) override;

 protected:
  void declare(Fields& f) override;
  void bind(Binding& binding) override;
  Duration way(const LeastTimes& times, const std::string& at) const override;
  Plan plan() const override { return {.what = Plan::What::work, .seconds = own_->mean()}; }

 private:
  std::unique_ptr<Distribution> own_;
  const Distribution* time_ = nullptr;
  Stream stream_;
};

}  // namespace faultline
