#pragma once

#include "models/policies/policy.hpp"

namespace faultline {

/// What one caller has learnt about the number of calls that it may have under way at once.
struct Concurrency {
  explicit Concurrency(double first) : limit(first) {}
  double limit;
  std::int64_t in_flight = 0;
  double long_run_s = 0;  ///< response time, averaged over long
  Occupants occupants;
};

/// An adaptive limit on the calls that one caller has under way at once; calls beyond it are
/// rejected. A kind defines how it adapts.
class ConcurrencyLimit : public Policy {
 public:
  void bind(Binding& binding) override;
  Task<Answer> apply(const Call& call, Next next) override;
  bool takes_time() const override { return false; }

 protected:
  /// A successful call: how long it took, and how many were under way when it began.
  struct Sample {
    double took_s;
    std::int64_t in_flight;
  };

  void declare(Fields& f) override;
  virtual void succeeded(Concurrency& concurrency, const Sample& sample) = 0;
  /// The call failed, or the caller gave up.
  virtual void failed(Concurrency& concurrency) = 0;

  double within_bounds(double limit) const {
    return std::clamp(limit, static_cast<double>(least_), static_cast<double>(most_));
  }

 private:
  class UnderWay;

  std::int64_t first_ = 20;
  std::int64_t least_ = 1;
  std::int64_t most_ = 1000;
  const Books* books_ = nullptr;
  PerCaller<Concurrency> callers_;
};

}  // namespace faultline
