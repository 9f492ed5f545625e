#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

namespace {

/// While a condition holds. It is checked each second: the fault begins once it has held for its
/// `for`, and ends when it is found not to hold, when `until` holds, or after `lasts`; then it is
/// checked again. Each design meets it in its own time. Chaos Toolkit's probes and the status
/// checks of Chaos Mesh have only the other direction, to stop an experiment.
class While final : public Recurrence {
 public:
  void fields(Fields& f) override {
    f("while", begins_,
      {.says = "the condition under which it begins, checked every second", .required = true});
    f("until", ends_,
      {.says = "the condition under which it ends; by default when the first one does not hold"});
    f("lasts", lasts_, {.says = "or how long it lasts each time, whatever the condition"});
    if (f.sound() && ends_ && lasts_)
      f.problems().add(f.place_of("lasts"), "\"until\" and \"lasts\" cannot both be given");
  }

  Occurrence next(const Course&, const Stream&) const override {
    return {end_of_time, end_of_time};
  }
  std::optional<Trigger> trigger() const override {
    return Trigger{begins_.get(), ends_.get(), lasts_.get()};
  }

 private:
  std::unique_ptr<Criterion> begins_;
  std::unique_ptr<Criterion> ends_;
  std::unique_ptr<Distribution> lasts_;
};

}  // namespace

Kind<Recurrence> while_holds() {
  return kind<Recurrence, While>("while", "It comes while a condition holds.");
}

}  // namespace faultline
