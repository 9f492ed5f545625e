#include "models/fault.hpp"

namespace faultline {

namespace {

/// Events come into a topic later than they should, so that others overtake them; each is drawn by
/// itself.
class Delay final : public Fault {
 public:
  void begin(Instance& instance) override {
    instance.change().delivery.late.add(share_);
    instance.change().delivery.delay.add(by_);
  }
  void end(Instance& instance) override {
    instance.change().delivery.late.remove(share_);
    instance.change().delivery.delay.remove(by_);
  }

  std::string only_at() const override { return "topic"; }

 protected:
  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of events", .at_most = 1, .positive = true, .required = true});
    f("by", by_, {.says = "by how much", .positive = true, .required = true});
  }

 private:
  double share_ = 1;
  Duration by_{};
};

}  // namespace

Kind<Fault> delay() {
  return kind<Fault, Delay>("delay", "A share of the events published comes late.");
}

}  // namespace faultline
