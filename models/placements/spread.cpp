#include "models/placements/placement.hpp"

namespace faultline {

namespace {

/// As evenly as can be over the failure domains, and in each of them over the hosts.
class Spread final : public Placement {
 public:
  Rank rank(const Standing& at) const override { return {at.in_domain, at.here, at.in_all}; }

 protected:
  void declare(Fields& f, FailureDomain& domain) override {
    f("spread", domain,
      {.says = "the failure domains over which its instances are spread", .required = true});
  }
};

}  // namespace

Kind<Placement> spread() {
  return kind<Placement, Spread>(
      "spread", "Spreads the instances evenly over hosts, racks, zones or regions.");
}

}  // namespace faultline
