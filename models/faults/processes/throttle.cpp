#include <map>

#include "models/faults/fault.hpp"
#include "sim/resources/token_bucket.hpp"

namespace faultline {

namespace {

/// A quota: each instance lets attempts through as a token bucket does, and rejects those beyond
/// (status 429) with a time after which to come again. In a time t it lets through at most
/// burst + rate * t.
class Throttle final : public Fault {
 public:
  void begin(Instance& instance) override {
    auto& bucket = buckets_.try_emplace(&instance, burst_, rate_.per_second).first->second;
    bucket.become(burst_, rate_.per_second, instance.calendar().now());
    instance.change().refusals.add(
        *this, {.bucket = &bucket, .retry_after = retry_after_, .only = requests()});
  }
  void end(Instance& instance) override { instance.change().refusals.remove(*this); }
  bool at_work() const override { return true; }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override { return only({Symptom::limited}); }

 protected:
  void declare(Fields& f) override {
    f("rate", rate_,
      {.says = "attempts that each instance lets through", .positive = true, .required = true});
    f("burst", burst_, {.says = "how many it lets through at once", .at_least = 1});
    f("retry_after", retry_after_,
      {.says = "the \"retry_after\" that a rejection carries", .at_least = 0});
  }

 private:
  Rate rate_;
  double burst_ = 1;
  Duration retry_after_{};
  std::map<Instance*, TokenBucket> buckets_;
};

}  // namespace

Kind<Fault> throttle() {
  return kind<Fault, Throttle>("throttle", "The target rejects what exceeds a rate.");
}

}  // namespace faultline
