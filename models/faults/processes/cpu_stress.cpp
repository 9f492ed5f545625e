#include "models/faults/graded.hpp"

namespace faultline {

namespace {

/// Another process on the host keeps so many of its cores busy. What is left is shared by the work
/// under way: with n jobs, of which each can use one core, each is served at
/// min(1, (cores - taken) / n). At least a hundredth of the cores is left.
class CpuStress final : public Graded {
 public:
  void begin_at(Instance& instance, double strength) override {
    instance.take_cores(*this, strength * cores_);
  }
  void end(Instance& instance) override { instance.give_cores(*this); }
  bool takes_cores() const override { return true; }
  Symptoms explains() const override { return only({Symptom::working}); }

 protected:
  void declare(Fields& f) override {
    f("cores", cores_, {.says = "cores that it takes", .positive = true, .required = true});
  }

 private:
  double cores_ = 1;
};

}  // namespace

Kind<Fault> cpu_stress() {
  return kind<Fault, CpuStress>("cpu_stress", "Something else takes cores of an instance.");
}

}  // namespace faultline
