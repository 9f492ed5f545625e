#include "models/fault.hpp"

namespace faultline {

namespace {

/// Events get lost on their way into a topic though their publisher is told that they are there;
/// each is drawn by itself.
class Drop final : public Fault {
 public:
  void begin(Instance& instance) override { instance.change().delivery.dropped.add(share_); }
  void end(Instance& instance) override { instance.change().delivery.dropped.remove(share_); }

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

Kind<Fault> drop() {
  return kind<Fault, Drop>("drop", "A share of the events published gets lost.");
}

}  // namespace faultline
