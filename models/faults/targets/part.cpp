#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// A part, or one instance of it.
class PartTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    const auto own = part();
    return own && instance.part == own->name &&
           (!own->instance || instance.number == *own->instance);
  }
  std::optional<Part> part() const override { return parse_part(name_.name); }
  std::string sort() const override { return "part"; }

 protected:
  void declare(Fields& f) override {
    f("part", name_,
      {.says = "name of a service, store, cache, topic, projection or broker; \"payment#0\" is a "
               "single instance",
       .required = true});
  }
};

}  // namespace

Kind<Selector> part() {
  return kind<Selector, PartTarget>("part", "All instances of a part, or one of them.");
}

}  // namespace faultline
