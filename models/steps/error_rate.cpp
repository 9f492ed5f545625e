#include "models/instances/binding.hpp"
#include "models/instances/step.hpp"

namespace faultline {

namespace {

/// Fails a share of the attempts here, each drawn by itself, however often the same request is
/// tried. As the first step it is the permanent error rate of its operation, and costs no work.
class ErrorRate final : public Step {
 public:
  ErrorRate() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    const bool fails = visit.call.draw(stream_).uniform() < rate_;
    if (!fails) co_return Answer{Outcome::succeeded, {}};
    co_return Answer{visit.ends(Outcome::failed, Symptom::error, RootKind::declared_error), {}};
  }

 protected:
  void declare(Fields& f) override {
    f("error_rate", rate_,
      {.says = "the share of attempts that fail here",
       .at_most = 1,
       .positive = true,
       .required = true});
  }
  void bind(Binding& binding) override { stream_ = binding.stream("error rate"); }

 private:
  double rate_ = 0;
  Stream stream_;
};

}  // namespace

Kind<Step> error_rate() {
  return kind<Step, ErrorRate>("error_rate", "Fails a share of the attempts throughout the run.");
}

}  // namespace faultline
