#include "lab/running/hypothesis_probes.hpp"

#include <fmt/format.h>

#include "analysis/measures/measures.hpp"
#include "lab/running/observation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

void check_meaning(const ProbeSettings& probe, const Scenario& scenario, Problems& problems) {
  const auto window = probe.request_class ? "class " + probe.request_class->name : std::string();
  for (const auto& design : names_in(scenario.designs)) {
    if (!probe.applies_to(design)) continue;
    const auto why = why_never({design, probe.measure.name, window}, scenario);
    if (!why.empty())
      problems.add(probe.measure.place, fmt::format("\"{}\" has no value in design \"{}\": {}",
                                                    probe.measure.name, design, why));
  }
}

std::string class_of(const ProbeSettings& probe) {
  return probe.request_class ? probe.request_class->name : std::string();
}

/// Whether some design has both.
bool meet(const ProbeSettings& one, const ProbeSettings& other) {
  const bool same_design = !one.design || !other.design || one.design->name == other.design->name;
  return same_design && one.measure.name == other.measure.name && class_of(one) == class_of(other);
}

void check_contradiction(const ProbeSettings& earlier, const ProbeSettings& probe,
                         Problems& problems) {
  if (!meet(earlier, probe)) return;
  const auto tell = [&](std::optional<double> least, std::optional<double> most,
                        const Place& place) {
    if (least && most && *least > *most)
      problems.add(place, fmt::format("another probe contradicts it: no value of \"{}\" is at "
                                      "least {} and at most {}",
                                      probe.measure.name, *least, *most));
  };
  tell(earlier.at_least, probe.at_most, probe.place_of_most);
  tell(probe.at_least, earlier.at_most, probe.place_of_least);
}

}  // namespace

void check_probes_measured(const Scenario& scenario, Problems& problems) {
  if (!scenario.hypothesis) return;
  constexpr auto keys = measure_keys();
  const std::vector<std::string> legal(keys.begin(), keys.end());
  const bool sound = problems.none();
  const auto& probes = scenario.hypothesis->probes;
  for (std::size_t i = 0; i < probes.size(); ++i) {
    const auto& [name, place] = probes[i].measure;
    const bool known = find_measure(name).has_value();
    if (known) check_bound(name, probes[i].at_least, probes[i].place_of_least, problems);
    if (known) check_bound(name, probes[i].at_most, probes[i].place_of_most, problems);
    if (!known && !name.empty()) problems.add(place, not_among("measure", name, legal));
    if (known && sound) check_meaning(probes[i], scenario, problems);
    for (std::size_t k = 0; k < i; ++k) check_contradiction(probes[k], probes[i], problems);
  }
}

}  // namespace faultline
