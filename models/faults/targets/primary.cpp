#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// The primary of a store.
class PrimaryTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return instance.part == name_.name && instance.primary;
  }
  std::string sort() const override { return "store"; }

 protected:
  void declare(Fields& f) override {
    f("primary_of", name_, {.says = "name of the store", .required = true});
  }
};

}  // namespace

Kind<Selector> primary() {
  return kind<Selector, PrimaryTarget>("primary_of", "The primary of a store.");
}

}  // namespace faultline
