#include "models/faults/network/call_side.hpp"

namespace faultline {

namespace {

/// Messages to and from the target are lost and sent again, as TCP does it. Source: RFC 6298.
class Loss final : public Fault {
 public:
  void begin(Instance& instance) override {
    delay_calls(instance, *this, side_,
                {nullptr, Streams{}.named(name()), 1, requests(), path(), lost_});
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
    f("rate", lost_.rate,
      {.says = "the share of transmissions that is lost",
       .at_most = 0.99,
       .positive = true,
       .required = true});
    f("timeout", lost_.timeout, {.says = "time until the first one is repeated", .positive = true});
    declare_side(f, side_, *this);
    declare_from(f);
  }

 private:
  Retransmission lost_;
  CallSide side_ = CallSide::in;
};

}  // namespace

Kind<Fault> loss() {
  return kind<Fault, Loss>("loss", "Messages to and from the target are lost and sent again.");
}

}  // namespace faultline
