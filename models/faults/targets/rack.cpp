#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// Everything that runs in a rack.
class RackTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override { return instance.rack == name_.name; }
  std::string sort() const override { return "rack"; }

 protected:
  void declare(Fields& f) override {
    f("rack", name_, {.says = "name of the rack", .required = true});
  }
};

}  // namespace

Kind<Selector> rack() {
  return kind<Selector, RackTarget>("rack", "Everything that runs in a rack.");
}

}  // namespace faultline
