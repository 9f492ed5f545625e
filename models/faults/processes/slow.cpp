#include <cmath>

#include "models/faults/graded.hpp"

namespace faultline {

namespace {

/// Service times that begin while it lasts are multiplied by `factor`.
class Slow final : public Graded {
 public:
  void begin_at(Instance& instance, double strength) override {
    instance.change().slowdown.add(*this, {std::lerp(1.0, factor_, strength), requests()});
  }
  void end(Instance& instance) override { instance.change().slowdown.remove(*this); }
  bool at_work() const override { return true; }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override { return only({Symptom::working}); }

 protected:
  void declare(Fields& f) override {
    f("factor", factor_,
      {.says = "factor by which the work takes longer", .positive = true, .required = true});
  }

 private:
  double factor_ = 1;
};

}  // namespace

Kind<Fault> slow() { return kind<Fault, Slow>("slow", "Work takes several times as long."); }

}  // namespace faultline
