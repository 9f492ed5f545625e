#include <fmt/format.h>

#include "models/faults/recurrences/recurrence.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// One time at which it strikes.
struct StrikeTime {
  static constexpr auto called = "time of a fault";
  Duration at{};
  Duration lasts{};
  std::vector<Reference> hits;
  void fields(Fields& f) {
    f("at", at, {.says = "when it begins", .at_least = 0, .required = true});
    f("lasts", lasts, {.says = "for how long", .positive = true, .required = true});
    f("hits", hits,
      {.says = "instances of its target that are hit, such as \"payment#0\"; as the target says by "
               "default"});
  }
};

/// At times that are written down one by one, as `faultline schedule` writes what was drawn.
class Times final : public Recurrence {
 public:
  void fields(Fields& f) override {
    f("times", times_, {.says = "when it begins, in this order", .required = true});
    if (f.sound() && times_.empty()) f.problems().warn(f.place_of("times"), "it never begins");
  }

  Occurrence next(const Course& course, const Stream&) const override {
    if (course.number >= times_.size()) return {end_of_time, end_of_time};
    const auto& [at, lasts, hits] = times_[course.number];
    return {Time{at}, Time{at + lasts}};
  }

  std::vector<Reference> named() const override {
    std::vector<Reference> all;
    for (const auto& time : times_) all.insert(all.end(), time.hits.begin(), time.hits.end());
    return all;
  }

  std::string idle_in(const Occurrence& time) const override {
    auto last = time.from;
    for (const auto& [at, lasts, hits] : times_) {
      if (Time{at} < time.from || Time{at} >= time.to)
        return fmt::format("it cannot begin at {}, which is outside of the fault's time",
                           written(at));
      if (Time{at} < last)
        return fmt::format("it begins at {}, which is before the time that is named before it",
                           written(at));
      last = Time{at};
    }
    return {};
  }

  std::vector<Reference> hits(std::uint64_t number) const override { return times_[number].hits; }

 private:
  std::vector<StrikeTime> times_;
};

}  // namespace

Kind<Recurrence> times() {
  return kind<Recurrence, Times>("times", "It begins at times that are written down one by one.");
}

}  // namespace faultline
