#include "models/faults/graded.hpp"

namespace faultline {

namespace {

/// A share of the requests, drawn for each attempt, fails as soon as a worker takes it.
class Errors final : public Graded {
 public:
  void begin_at(Instance& instance, double strength) override {
    instance.change().refusals.add(*this, {.rate = strength * rate_});
  }
  void end(Instance& instance) override { instance.change().refusals.remove(*this); }
  bool at_work() const override { return true; }
  Symptoms explains() const override { return only({Symptom::error}); }

 protected:
  void declare(Fields& f) override {
    f("rate", rate_,
      {.says = "the share of requests that fail",
       .at_most = 1,
       .positive = true,
       .required = true});
  }

 private:
  double rate_ = 1;
};

}  // namespace

Kind<Fault> errors() {
  return kind<Fault, Errors>("errors", "A share of the requests fails at once with an error.");
}

}  // namespace faultline
