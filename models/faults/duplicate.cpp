#include "models/fault.hpp"

namespace faultline {

namespace {

/// Events are stored twice, as by a publisher that tries again though the first try was stored;
/// each is drawn by itself.
class Duplicate final : public Fault {
 public:
  void begin(Instance& instance) override { instance.change().delivery.doubled.add(share_); }
  void end(Instance& instance) override { instance.change().delivery.doubled.remove(share_); }

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

Kind<Fault> duplicate() {
  return kind<Fault, Duplicate>("duplicate", "A share of the events published is stored twice.");
}

}  // namespace faultline
