#include "models/faults/graded.hpp"
#include "models/faults/network/call_side.hpp"

namespace faultline {

namespace {

/// Every message to and from the target takes longer, in each direction, by a time drawn per
/// message.
class Latency final : public Graded {
 public:
  void begin_at(Instance& instance, double strength) override {
    delay_calls(instance, *this, side_,
                {extra_.get(), Streams{}.named(name()), strength, requests(), path()});
  }
  void end(Instance& instance) override { end_delay(instance, *this, side_); }
  bool at_work() const override { return true; }
  bool strikes_messages() const override { return true; }
  bool strikes_requests() const override { return true; }
  std::string idle_in(const FaultSurroundings& at) const override {
    return side_ != CallSide::out || at.asks ? "" : asks_nobody;
  }
  Symptoms explains() const override { return delays_explain(side_); }

 protected:
  void declare(Fields& f) override {
    f("extra", extra_,
      {.says = "latency added to each message, in each direction", .required = true});
    declare_side(f, side_, *this);
    declare_from(f);
    if (f.sound() && extra_->mean() == 0)
      f.problems().add(f.place_of("extra"), "it would add nothing");
  }

 private:
  std::unique_ptr<Distribution> extra_;
  CallSide side_ = CallSide::in;
};

}  // namespace

Kind<Fault> latency() {
  return kind<Fault, Latency>("latency", "Messages to and from the target take longer.");
}

}  // namespace faultline
