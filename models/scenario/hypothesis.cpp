#include "models/scenario/hypothesis.hpp"

namespace faultline {

void ProbeSettings::fields(Fields& f) {
  f("measure", measure, {.says = "the key of the measure", .required = true});
  declare_bounds(f, {"lowest value that is tolerated", "highest value that is tolerated"});
  f("design", design, {.says = "the design to which it applies; every design by default"});
  f("class", request_class, {.says = "only requests of this class"});
  check_bounds(f, "a probe");
}

void HypothesisSettings::fields(Fields& f) {
  f("title", title, {.says = "the hypothesis in words"});
  f("window", window,
    {.says = "length of the windows in which it is checked while the faults last, at least 1s",
     .positive = true});
  f("probes", probes, {.says = "the measures that stay within their tolerances", .required = true});
  if (!f.reading()) return;
  place_of_window = f.place_of("window");
  if (!f.sound()) return;
  if (window < std::chrono::seconds(1))
    f.problems().add(place_of_window, "\"window\" must be at least 1s");
  if (probes.empty())
    f.problems().add(f.place_of("probes"), "\"probes\" must have at least one entry");
}

}  // namespace faultline
