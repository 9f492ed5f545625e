#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// The node of a store that is its primary when the fault begins, in each design by itself.
class PrimaryTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return instance.part == name_.name && instance.sort == "store";
  }
  Role role() const override { return Role::primary; }
  std::string role_words() const override { return "primary of"; }
  std::string sort() const override { return "store"; }

 protected:
  void declare(Fields& f) override {
    f("primary_of", name_, {.says = "name of the store", .required = true});
  }
};

}  // namespace

Kind<Selector> primary() {
  return kind<Selector, PrimaryTarget>(
      "primary_of", "The node that is the primary of a store when the fault begins.");
}

}  // namespace faultline
