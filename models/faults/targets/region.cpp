#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// Everything that runs in a region.
class RegionTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return instance.region == name_.name;
  }
  std::string sort() const override { return "region"; }

 protected:
  void declare(Fields& f) override {
    f("region", name_, {.says = "name of the region", .required = true});
  }
};

}  // namespace

Kind<Selector> region() {
  return kind<Selector, RegionTarget>("region", "Everything that runs in a region.");
}

}  // namespace faultline
