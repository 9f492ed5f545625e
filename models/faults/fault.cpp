#include "models/faults/fault.hpp"

#include <algorithm>

namespace faultline {

void Fault::fields(Fields& f) {
  f("name", name_, {.says = "its name in the output and in `expect`", .required = true});
  f("target", target_,
    {.says =
         "what it hits: the name of a part (\"payment#0\": a single instance), or a zone, host, "
         "label ...",
     .required = true});
  f("only", only_,
    {.says = "the requests to which it is limited, for kinds that strike them one by one"});
  f("at", at_,
    {.says = "when it starts; only a fault that a workflow or the monkey runs has none",
     .at_least = 0});
  f("for", for_,
    {.says = "how long it lasts; until the end of the run by default", .positive = true});
  f("when", when_, {.says = "how it comes and goes in that time; by default it stays"});
  f("ramp_up", ramp_up_,
    {.says = "time until it has its full strength, in steps of a twentieth", .at_least = 0});
  f("ramp_down", ramp_down_,
    {.says = "time before its end in which its strength fades", .at_least = 0});
  declare(f);
  if (!f.reading()) return;
  at_place_ = f.place_of("at");
  ramp_down_place_ = f.place_of("ramp_down");
  time_place_ = f.place_of(when_ ? "when" : "for");
  if (!target_) target_ = kinds_of<Selector>().front().make();
  if (f.sound() && only_ && !strikes_requests())
    f.problems().add(f.place_of("only"),
                     "this kind of fault strikes whole instances, not single requests");
  const bool ramps = ramp_up_ + ramp_down_ > Duration::zero();
  if (f.sound() && ramps && !graded())
    f.problems().add(f.place_of(ramp_up_ > Duration::zero() ? "ramp_up" : "ramp_down"),
                     "this kind of fault has no strength that could grow");
  if (f.sound() && for_ && ramp_up_ + ramp_down_ > *for_)
    f.problems().add(f.place_of("for"), "it is shorter than \"ramp_up\" and \"ramp_down\"");
}

void Fault::check_time(Problems& problems) const {
  if (!at_ && spans_.empty() && !problems.told_at(at_place_))
    problems.add(at_place_, "\"at\" is missing: when it starts; no workflow runs it");
  if (ramp_down_ > Duration::zero() && !when_ && ends() == end_of_time)
    problems.add(ramp_down_place_, "it has no effect: the fault never ends");
}

std::vector<Occurrence> Fault::spans() const {
  if (!spans_.empty()) return spans_;
  const Time from{at_.value_or(Duration::zero())};
  return {{from, for_ ? from + *for_ : end_of_time}};
}

Time Fault::ends() const {
  auto last = start_of_run;
  for (const auto& span : spans()) last = std::max(last, span.to);
  return last;
}

void Fault::strike_in(const Occurrence& span) {
  spans_.push_back(span);
  std::ranges::stable_sort(spans_, {}, &Occurrence::from);
}

void Fault::declare_from(Fields& f) {
  f("from", from_,
    {.says = "which messages it strikes: those between the target and these, which are described "
             "as a target is, or the \"client\"; all messages of the target by default"});
}

void Fault::others_stand_at(std::vector<HostId> hosts) {
  others_ = std::move(hosts);
  std::ranges::sort(others_);
}

bool Fault::spares(const TargetInstance& instance) const {
  return spared_ && std::ranges::any_of(
                        *spared_, [&](const auto& selector) { return selector->takes(instance); });
}

void Fault::strike(const std::vector<Instance*>& instances) {
  for (auto* instance : instances) begin(*instance);
}

void Fault::let_go(const std::vector<Instance*>& instances) {
  for (auto* instance : instances) end(*instance);
}

void Fault::begin_at(Instance& instance, double) { begin(instance); }

}  // namespace faultline
