#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

/// The instances in the caller's zone, in turn; all instances if the zone holds none, or less than
/// the share `enough` of the eligible ones.
class ZoneAware final : public Balancer {
 public:
  void fields(Fields& f) override {
    f("enough", enough_,
      {.says =
           "least share of the instances that must be in the caller's zone; otherwise all are used",
       .at_least = 0,
       .at_most = 1});
    declare_per(f);
  }
  std::size_t choose(const Pool& pool, View& view, const Call& call, Draw&) override {
    const auto& choices = pool.choices();
    near_.clear();
    for (std::size_t i = 0; i < choices.size(); ++i)
      if (choices[i].instance->in_zone_of(call.from)) near_.push_back(i);
    const auto share = static_cast<double>(near_.size()) / static_cast<double>(choices.size());
    if (near_.empty() || share < enough_) return view.next_turn(pool) % choices.size();
    return near_[view.of(*choices[near_.front()].instance).turn++ % near_.size()];
  }

 private:
  double enough_ = 0;
  std::vector<std::size_t> near_;
};

}  // namespace

Kind<Balancer> zone_aware() {
  return kind<Balancer, ZoneAware>("zone_aware", "Instances in the caller's zone.");
}

}  // namespace faultline
