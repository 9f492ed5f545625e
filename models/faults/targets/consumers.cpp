#include <algorithm>

#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// Every service that consumes a topic, in the designs that have it.
class ConsumersTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return std::ranges::count(instance.consumes, name_.name) > 0;
  }
  std::string sort() const override { return "topic"; }

 protected:
  void declare(Fields& f) override {
    f("consumers_of", name_, {.says = "name of the topic", .required = true});
  }
};

}  // namespace

Kind<Selector> consumers() {
  return kind<Selector, ConsumersTarget>(
      "consumers_of", "Every service that consumes a topic, in the designs that have it.");
}

}  // namespace faultline
