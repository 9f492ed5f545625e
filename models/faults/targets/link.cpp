#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// The messages that pass a link, a rack's uplink or the port of a host; with them everything that
/// exchanges messages over it.
class LinkTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return instance.links && instance.links->contains(name_.name);
  }
  std::string sort() const override { return "link"; }
  bool links() const override { return true; }

 protected:
  void declare(Fields& f) override {
    f("link", name_,
      {.says = "name of the link, of a rack for its uplink, or of a host for its port",
       .required = true});
  }
};

}  // namespace

Kind<Selector> link() {
  return kind<Selector, LinkTarget>("link", "The messages that pass a link.");
}

}  // namespace faultline
