#include "models/scenario/bounds.hpp"

#include <fmt/format.h>

namespace faultline {

void Bounds::declare_bounds(Fields& f, const Sentences& says) {
  f("at_least", at_least, {.says = says.at_least, .at_least = 0});
  f("at_most", at_most, {.says = says.at_most, .at_least = 0});
}

void Bounds::check_bounds(Fields& f, const char* thing) {
  if (!f.reading()) return;
  place = f.place();
  place_of_least = f.place_of("at_least");
  place_of_most = f.place_of("at_most");
  if (!f.sound()) return;
  if (at_least && at_most && *at_least > *at_most)
    f.problems().add(place_of_least,
                     fmt::format("no value is at least {} and at most {}", *at_least, *at_most));
  if (!at_least && !at_most)
    f.problems().add(place, fmt::format("{} needs \"at_least\", \"at_most\" or both", thing));
}

}  // namespace faultline
