#include "models/releases/strategy.hpp"

namespace faultline {

namespace {

/// A few instances at a time, the next when these are ready. Source: Kubernetes, "Performing a
/// rolling update" (maxSurge, maxUnavailable).
class Rolling final : public Strategy {
 public:
  void fields(Fields& f) override {
    f("unavailable", unavailable_,
      {.says = "how many instances may be down at once", .at_least = 0, .at_most = 100000});
    f("surge", surge_,
      {.says = "of how many instances at once a new process starts beside the old one, which it "
               "replaces when it is ready",
       .at_least = 0,
       .at_most = 100000});
    if (f.sound() && unavailable_ + surge_ == 0)
      f.problems().add_unread(f.place(),
                              "\"unavailable\" and \"surge\" are both 0: no instance would move");
  }
  std::vector<Batch> plan(std::int64_t instances) const override {
    return in_turn(instances, {.down = unavailable_, .beside = surge_});
  }

 private:
  std::int64_t unavailable_ = 1;
  std::int64_t surge_ = 0;
};

}  // namespace

Kind<Strategy> rolling() {
  return kind<Strategy, Rolling>("rolling", "Moves a few instances at a time.");
}

}  // namespace faultline
