#include "models/faults/monkey/monkey.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// The strikes of one entry of the menu.
class ByMonkey final : public Recurrence {
 public:
  ByMonkey(std::shared_ptr<const MonkeyCourse> monkey, std::size_t entry)
      : monkey_(std::move(monkey)), entry_(entry) {}
  void fields(Fields&) override {}
  Occurrence next(const Course&, const Stream&) const override {
    return {end_of_time, end_of_time};
  }
  Share share() const override { return {monkey_.get(), entry_}; }

 private:
  std::shared_ptr<const MonkeyCourse> monkey_;
  std::size_t entry_;
};

/// Times between turns that come at random: exponential.
class AtRandom final : public Distribution {
 public:
  explicit AtRandom(Rate rate) : mean_(1 / rate.per_second) {}
  void fields(Fields&) override {}
  Duration sample(Draw& draw) const override { return from_seconds(draw.exponential() * mean_); }
  double mean() const override { return mean_; }

 private:
  double mean_;
};

}  // namespace

void MenuEntry::fields(Fields& f) {
  f("fault", fault, {.says = "a fault without \"at\", \"for\" and \"when\"", .required = true});
  f("weight", weight,
    {.says = "how often it is chosen, in proportion to the others", .positive = true});
  f("lasts", lasts, {.says = "how long it lasts; as the monkey says by default"});
  if (!f.sound() || !fault.fault) return;
  const auto& own = *fault.fault;
  if (own.at() || own.lasts() || own.recurrence())
    f.problems().add(own.named().place,
                     fmt::format("\"{}\" has \"at\", \"for\" or \"when\", but the monkey says when "
                                 "it strikes",
                                 own.name()));
}

void MonkeySettings::fields(Fields& f) {
  f("at", at, {.says = "when it begins to draw", .at_least = 0});
  f("for", lasts_for, {.says = "for how long; to the end of the run by default", .positive = true});
  f("rate", rate, {.says = "how often its turn comes, at random", .positive = true});
  f("every", every, {.says = "or the time from one turn to the next, drawn each time"});
  f("lasts", lasts, {.says = "how long a fault lasts, drawn each time", .required = true});
  f("at_once", at_once,
    {.says = "faults that last at once at most; a turn that would make more is skipped",
     .at_least = 1,
     .at_most = 1000});
  f("never", never, {.says = "targets that are never hit, though they fit a fault's own target"});
  f("quiet", quiet, {.says = "times in which nothing begins, and what lasts ends"});
  f("menu", menu, {.says = "the faults that it chooses from", .required = true});
  if (!f.reading()) return;
  place = f.place();
  place_of_quiet = f.place_of("quiet");
  if (!f.sound()) return;
  if (menu.empty()) f.problems().add(f.place_of("menu"), "the menu is empty");
  if (rate.has_value() == (every != nullptr))
    f.problems().add(f.place(), "the monkey needs either \"rate\" or \"every\"");
  if (every && every->mean() == 0)
    f.problems().add(f.place_of("every"), "no time would pass between two turns");
  if (rate) every = std::make_unique<AtRandom>(*rate);
}

void MonkeySettings::let_loose(Faults& faults, Time length, Problems& problems) {
  if (!every || !lasts || menu.empty()) return;
  check(length, problems);
  const Time from{at};
  const auto to = lasts_for ? from + *lasts_for : end_of_time;
  spared_ = std::make_shared<const Selectors>(std::move(never));
  course_ =
      std::make_shared<MonkeyCourse>(MonkeyCourse{{from, to}, every.get(), at_once, quiet, {}});
  for (auto& entry : menu) {
    if (!entry.fault.fault) continue;
    auto& fault = *entry.fault.fault;
    const auto* own_length = entry.lasts ? entry.lasts.get() : lasts.get();
    course_->menu.push_back({fault.name(), entry.weight, own_length});
    fault.comes(std::make_unique<ByMonkey>(course_, course_->menu.size() - 1));
    fault.strike_in({from, to});
    fault.spare(spared_);
    faults.push_back(std::move(entry.fault.fault));
  }
}

void MonkeySettings::check(Time length, Problems& problems) const {
  const Time from{at};
  const auto to = std::min(lasts_for ? from + *lasts_for : end_of_time, length);
  if (length == start_of_run) return;
  if (from >= length) return problems.add(place, "the monkey starts after the end of the run");
  const MonkeyCourse course{{from, to}, nullptr, 1, quiet, {}};
  if (course.is_quiet_all(from, to))
    problems.add(place_of_quiet, "quiet times cover all of the monkey's time");
  for (const auto& entry : menu)
    if (entry.fault.fault && (entry.lasts ? *entry.lasts : *lasts).mean() > seconds(to - from))
      problems.warn(entry.fault.fault->named().place,
                    "it lasts longer on average than the whole time of the monkey");
  if (seconds(to - from) > most_turns * every->mean())
    problems.add(place, fmt::format("its turn would come more than {:.0f} times in {}", most_turns,
                                    written(to - from)));
}

}  // namespace faultline
