#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

namespace {

/// Occurrence n = 0, 1, ... begins at start + n * period + jitter_n, and lasts a time of its own.
class Every final : public Recurrence {
 public:
  void fields(Fields& f) override {
    f("every", period_,
      {.says = "time from one beginning to the next; the first is at once",
       .positive = true,
       .required = true});
    f("lasts", lasts_, {.says = "how long it lasts each time", .required = true});
    f("jitter", jitter_, {.says = "delay of each beginning, none by default"});
    if (f.sound() && lasts_->mean() == 0)
      f.problems().add(f.place_of("lasts"), "it would last no time");
  }

  std::string idle_in(const Occurrence& time) const override {
    return period_ > Duration::zero() ? too_many((time.to - time.from) / period_) : "";
  }

  Occurrence next(const Course& course, const Stream& draws) const override {
    auto draw = draws.draw(course.number);
    auto draw_of_length = draws.draw(course.number, 1);
    auto from = course.start + static_cast<std::int64_t>(course.number) * period_;
    if (jitter_) from += jitter_->sample(draw);
    return {from, from + lasts_->sample(draw_of_length)};
  }

 private:
  Duration period_{};
  std::unique_ptr<Distribution> lasts_;
  std::unique_ptr<Distribution> jitter_;
};

}  // namespace

Kind<Recurrence> every() {
  return kind<Recurrence, Every>("every", "It begins at regular instants, or nearly so.");
}

}  // namespace faultline
