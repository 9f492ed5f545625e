#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// The instances of a service that run a newer build than another one of them when the fault
/// begins: during a release those that it has moved. Before a release and after it there is none.
class CanaryTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return instance.part == name_.name && instance.sort == "service";
  }
  Role role() const override { return Role::canary; }
  std::string role_words() const override { return "canaries of"; }
  std::string sort() const override { return "service"; }

 protected:
  void declare(Fields& f) override {
    f("canary_of", name_, {.says = "name of the service", .required = true});
  }
};

}  // namespace

Kind<Selector> canary_target() {
  return kind<Selector, CanaryTarget>(
      "canary_of", "The instances of a service that run a newer build when the fault begins.");
}

}  // namespace faultline
