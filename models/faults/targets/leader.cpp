#include <algorithm>

#include "models/faults/targets/selector.hpp"

namespace faultline {

namespace {

/// The nodes that lead partitions of a topic, or of any topic of a broker, when the fault begins. A
/// topic without a broker leads its own.
class LeaderTarget final : public Selector {
 public:
  bool takes(const TargetInstance& instance) const override {
    return std::ranges::count(instance.may_lead, name_.name) > 0;
  }
  Role role() const override { return Role::leader; }
  std::string role_words() const override { return "leaders of"; }
  std::string sort() const override { return "topic or broker"; }
  std::string sorts() const override { return "topics"; }

 protected:
  void declare(Fields& f) override {
    f("leader_of", name_, {.says = "name of the topic, or of the broker", .required = true});
  }
};

}  // namespace

Kind<Selector> leader() {
  return kind<Selector, LeaderTarget>(
      "leader_of", "The nodes that lead partitions of a topic or broker when the fault begins.");
}

}  // namespace faultline
