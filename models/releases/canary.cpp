#include <algorithm>
#include <cmath>

#include "models/releases/strategy.hpp"

namespace faultline {

namespace {

/// A share of the instances gets the new build and is watched: when too many of the attempts there
/// fail it gets the old one back, otherwise the others follow, all at once.
class Canary final : public Strategy {
 public:
  void fields(Fields& f) override {
    f("share", share_,
      {.says = "the share of the instances that get the new build first",
       .at_most = 0.9,
       .positive = true});
    f("watch", watch_, {.says = "how long they are watched", .positive = true});
    f("failures", failures_,
      {.says = "the share of failed attempts there above which the release is rolled back",
       .at_least = 0,
       .at_most = 1});
  }
  std::vector<Batch> plan(std::int64_t instances) const override {
    const auto wanted = std::llround(std::ceil(share_ * static_cast<double>(instances)));
    const auto first = std::clamp<std::int64_t>(wanted, 1, instances);
    return {{.beside = first, .watch = watch_, .most_failures = failures_},
            {.beside = instances - first}};
  }
  std::int64_t least_instances() const override { return 2; }
  bool judges() const override { return true; }

 private:
  double share_ = 0.1;
  Duration watch_ = std::chrono::seconds(60);
  double failures_ = 0.01;
};

}  // namespace

Kind<Strategy> canary() {
  return kind<Strategy, Canary>(
      "canary", "Moves a share of the instances first, watches it, and goes on or rolls back.");
}

}  // namespace faultline
