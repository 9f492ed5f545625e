#include "models/faults/fault.hpp"

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
  f("at", at_, {.says = "when it starts", .at_least = 0, .required = true});
  f("for", for_,
    {.says = "how long it lasts; until the end of the run by default", .positive = true});
  f("when", when_, {.says = "how it comes and goes in that time; by default it stays"});
  f("ramp_up", ramp_up_,
    {.says = "time until it has its full strength, in steps of a twentieth", .at_least = 0});
  f("ramp_down", ramp_down_,
    {.says = "time before its end in which its strength fades", .at_least = 0});
  declare(f);
  if (!f.reading()) return;
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
  if (f.sound() && ramp_down_ > Duration::zero() && !for_ && !when_)
    f.problems().add(f.place_of("ramp_down"), "it has no effect: the fault never ends");
}

void Fault::strike(const std::vector<Instance*>& instances) {
  for (auto* instance : instances) begin(*instance);
}

void Fault::let_go(const std::vector<Instance*>& instances) {
  for (auto* instance : instances) end(*instance);
}

void Fault::begin_at(Instance& instance, double) { begin(instance); }

}  // namespace faultline
