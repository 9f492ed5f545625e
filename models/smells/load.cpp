#include "models/loads/load.hpp"

#include <fmt/format.h>

#include "models/smells/smell.hpp"

/// Smells of parts that are too small for what they are offered.
namespace faultline {

namespace {

std::vector<Found> find_overloaded(const Wiring& wiring) {
  std::vector<Found> found;
  const auto& load = wiring.load();
  for (const auto& part : load.parts) {
    if (load.at_most || load.utilisation(part) < 1) continue;
    found.push_back(
        {part.place,
         fmt::format("{} has {:g} {}, and {:.4g} requests/s need {}{:.4g}: it bears {:.4g}/s at "
                     "most",
                     part.part, part.servers, part.word(), load.rate, part.exact ? "" : "at least ",
                     load.rate * part.demand_s, part.most_rate())});
  }
  return found;
}

}  // namespace

SmellKind pool_too_small() {
  return {"pool too small", Severity::error,
          "A part has fewer servers than its offered load: its queue grows for as long as the load "
          "lasts.",
          "add instances, connections or consumers, or shorten what each request takes there",
          find_overloaded};
}

}  // namespace faultline
