#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

namespace {

/// An alternating renewal process: it is well for a time between failures, struck for a time to
/// repair, and so on, each drawn by itself. The share of time without it tends to
/// E[mtbf] / (E[mtbf] + E[mttr]). Source: Ross, Stochastic Processes, section 3.4.
class Failures final : public Recurrence {
 public:
  void fields(Fields& f) override {
    f("mtbf", between_,
      {.says = "time from one end to the next beginning; a bare time is always the same",
       .required = true});
    f("mttr", repair_, {.says = "time to repair: how long it lasts", .required = true});
    f("each", each_,
      {.says = "whether each instance fails by itself; by default all that are struck fail "
               "together"});
    if (f.sound() && between_->mean() + repair_->mean() == 0)
      f.problems().add(f.place_of("mtbf"), "no time would pass between failures");
  }

  Occurrence next(const Course& course, const Stream& draws) const override {
    auto draw = draws.draw(course.number);
    auto draw_of_repair = draws.draw(course.number, 1);
    const auto from = course.last.to + between_->sample(draw);
    return {from, from + repair_->sample(draw_of_repair)};
  }

  std::string idle_in(const Occurrence& time) const override {
    const auto cycles = seconds(time.to - time.from) / (between_->mean() + repair_->mean());
    if (cycles > most) return too_many(static_cast<std::int64_t>(std::min(cycles, 1e18)));
    if (time.from + between_->least() < time.to) return {};
    return "it never begins: the first failure comes after the end of the fault's time";
  }
  std::string doubtful_in(const Occurrence& time) const override {
    if (repair_->mean() <= seconds(time.to - time.from)) return {};
    return "a repair takes longer on average than the whole time of the fault";
  }

  bool each() const override { return each_; }

 private:
  std::unique_ptr<Distribution> between_;
  std::unique_ptr<Distribution> repair_;
  bool each_ = false;
};

}  // namespace

Kind<Recurrence> mtbf() {
  return kind<Recurrence, Failures>("mtbf", "It comes and goes at random: failures and repairs.");
}

}  // namespace faultline
