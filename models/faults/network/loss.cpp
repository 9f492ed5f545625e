#include "models/faults/network/call_side.hpp"

namespace faultline {

namespace {

/// Each transmission is lost with the same probability p, by itself, and is made again after a
/// timeout that doubles: a message that was lost n times is late by timeout * (2^n - 1). n is
/// geometric, and at most 15.
class Retransmission final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("rate", rate_,
      {.says = "the share of transmissions that is lost",
       .at_most = 0.99,
       .positive = true,
       .required = true});
    f("timeout", timeout_, {.says = "time until the first one is repeated", .positive = true});
  }
  Duration sample(Draw& draw) const override {
    auto late = Duration::zero();
    auto wait = timeout_;
    for (int lost = 0; lost < most && draw.uniform() < rate_; ++lost) {
      late += wait;
      wait *= 2;
    }
    return late;
  }
  double mean() const override {
    double sum = 0;
    double term = seconds(timeout_) * rate_;
    for (int lost = 0; lost < most; ++lost, term *= 2 * rate_) sum += term;
    return sum;
  }

 private:
  static constexpr int most = 15;

  double rate_ = 0;
  Duration timeout_ = std::chrono::milliseconds(200);
};

/// Messages to and from the target are lost and sent again, as TCP does it. Source: RFC 6298.
class Loss final : public Fault {
 public:
  void begin(Instance& instance) override {
    delay_calls(instance, *this, side_, {&again_, Streams{}.named(name()), 1, requests(), path()});
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
    again_.fields(f);
    declare_side(f, side_, *this);
    declare_from(f);
  }

 private:
  Retransmission again_;
  CallSide side_ = CallSide::in;
};

}  // namespace

Kind<Fault> loss() {
  return kind<Fault, Loss>("loss", "Messages to and from the target are lost and sent again.");
}

}  // namespace faultline
