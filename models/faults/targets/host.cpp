#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// Everything that runs on a host.
class HostTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override { return instance.host == name_.name; }
  std::string sort() const override { return "host"; }

 protected:
  void declare(Fields& f) override {
    f("host", name_, {.says = "name of the host", .required = true});
  }
};

}  // namespace

Kind<Selector> host() {
  return kind<Selector, HostTarget>("host", "Everything that runs on a host.");
}

}  // namespace faultline
