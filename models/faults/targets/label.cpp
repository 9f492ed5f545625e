#include <algorithm>

#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// Every instance of the parts that carry a label.
class LabelTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return std::ranges::count(instance.labels, name_.name) > 0;
  }
  std::string sort() const override { return "label"; }

 protected:
  void declare(Fields& f) override { f("label", name_, {.says = "the label", .required = true}); }
};

}  // namespace

Kind<Selector> label() {
  return kind<Selector, LabelTarget>("label", "Every instance of the parts that carry a label.");
}

}  // namespace faultline
