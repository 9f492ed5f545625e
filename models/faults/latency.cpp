#include "models/fault.hpp"

namespace faultline {

namespace {

/// Every message to and from the target takes longer by a fixed time, each way.
class Latency final : public Fault {
 public:
  void begin(Instance& instance) override { instance.change().extra_latency.add(extra_); }
  void end(Instance& instance) override { instance.change().extra_latency.remove(extra_); }
  bool at_work() const override { return true; }

 protected:
  void declare(Fields& f) override {
    f("extra", extra_,
      {.says = "what each message takes more", .positive = true, .required = true});
  }

 private:
  Duration extra_{};
};

}  // namespace

Kind<Fault> latency() {
  return kind<Fault, Latency>("latency", "Messages to and from the target take longer.");
}

}  // namespace faultline
