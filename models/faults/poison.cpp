#include "models/fault.hpp"

namespace faultline {

namespace {

/// Events that no consumer can process: each try fails as soon as it begins.
class Poison final : public Fault {
 public:
  void begin(Instance& instance) override { instance.change().delivery.poisoned.add(share_); }
  void end(Instance& instance) override { instance.change().delivery.poisoned.remove(share_); }

  std::string only_at() const override { return "topic"; }

 protected:
  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of events", .at_most = 1, .positive = true, .required = true});
  }

 private:
  double share_ = 1;
};

}  // namespace

Kind<Fault> poison() {
  return kind<Fault, Poison>("poison", "A share of the events published can not be processed.");
}

}  // namespace faultline
