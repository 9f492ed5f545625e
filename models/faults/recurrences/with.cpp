#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

namespace {

/// Each time that another fault begins, this one begins with some probability, after a delay.
class With final : public Recurrence {
 public:
  void fields(Fields& f) override {
    f("with", fault_, {.says = "name of the other fault", .required = true});
    f("probability", probability_,
      {.says = "how likely it follows, each time", .at_most = 1, .positive = true});
    f("after", after_, {.says = "delay after the beginning of the other", .at_least = 0});
    f("lasts", lasts_, {.says = "how long it lasts; as long as the other by default"});
  }

  Occurrence next(const Course& course, const Stream&) const override { return course.last; }
  std::optional<Leader> follows() const override {
    return Leader{fault_, probability_, after_, lasts_.get()};
  }

 private:
  Reference fault_;
  double probability_ = 1;
  Duration after_{};
  std::unique_ptr<Distribution> lasts_;
};

}  // namespace

Kind<Recurrence> with() {
  return kind<Recurrence, With>("with", "It comes with another fault: correlated failures.");
}

}  // namespace faultline
