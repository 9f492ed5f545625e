#include "models/fault.hpp"

namespace faultline {

namespace {

/// Events change places with the one that is published to the same partition, or queue, next after
/// them; each is drawn by itself.
class Reorder final : public Fault {
 public:
  void begin(Instance& instance) override { instance.change().delivery.swapped.add(share_); }
  void end(Instance& instance) override { instance.change().delivery.swapped.remove(share_); }

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

Kind<Fault> reorder() {
  return kind<Fault, Reorder>("reorder",
                              "A share of the events published changes places with the next.");
}

}  // namespace faultline
