#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// Everything that runs in a zone.
class ZoneTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override { return instance.zone == name_.name; }
  std::string sort() const override { return "zone"; }

 protected:
  void declare(Fields& f) override {
    f("zone", name_, {.says = "name of the zone", .required = true});
  }
};

}  // namespace

Kind<Selector> zone() {
  return kind<Selector, ZoneTarget>("zone", "Everything that runs in a zone.");
}

}  // namespace faultline
