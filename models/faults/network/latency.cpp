#include "models/faults/graded.hpp"

namespace faultline {

namespace {

/// Every message to and from the target takes longer, in each direction, by a time drawn per
/// message.
class Latency final : public Graded {
 public:
  void begin_at(Instance& instance, double strength) override {
    instance.change().extra_latency.add(
        *this, {extra_.get(), Streams{}.named(name()), strength, messages()});
  }
  void end(Instance& instance) override { instance.change().extra_latency.remove(*this); }
  bool at_work() const override { return true; }
  bool strikes_messages() const override { return true; }
  Symptoms explains() const override { return only({Symptom::travelled}); }

 protected:
  void declare(Fields& f) override {
    f("extra", extra_,
      {.says = "latency added to each message, in each direction", .required = true});
    if (f.sound() && extra_->mean() == 0)
      f.problems().add(f.place_of("extra"), "it would add nothing");
  }

 private:
  std::unique_ptr<Distribution> extra_;
};

}  // namespace

Kind<Fault> latency() {
  return kind<Fault, Latency>("latency", "Messages to and from the target take longer.");
}

}  // namespace faultline
