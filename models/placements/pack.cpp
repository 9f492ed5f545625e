#include "models/placements/placement.hpp"

namespace faultline {

namespace {

/// One failure domain after the other, as long as it has room; within it over the hosts.
class Pack final : public Placement {
 public:
  Rank rank(const Standing& at) const override { return {-at.in_domain, at.here, 0}; }

 protected:
  void declare(Fields& f, FailureDomain& domain) override {
    f("pack", domain,
      {.says = "the failure domain that is filled before the next", .required = true});
  }
};

}  // namespace

Kind<Placement> pack() {
  return kind<Placement, Pack>("pack", "Fills one host, rack, zone or region after the other.");
}

}  // namespace faultline
