#include "models/conditions/criterion.hpp"

#include <fmt/format.h>

#include "sim/language/units.hpp"

namespace faultline {

void Criterion::fields(Fields& f) {
  declare(f);
  f("for", lasting_,
    {.says = "for how long the condition must hold; it is checked every second", .at_least = 0});
}

std::string Criterion::in_words() const {
  if (lasting_ == Duration::zero()) return says();
  return fmt::format("{} for {}", says(), written(lasting_));
}

void check_criterion(const Criterion& criterion, const SightNames& names, Problems& problems) {
  for (const auto& [name, sorts] : criterion.mentions()) {
    std::vector<std::string> legal;
    std::string what;
    for (std::size_t i = 0; i < sorts.size(); ++i) {
      if (const auto own = names.find(sorts[i]); own != names.end())
        legal.insert(legal.end(), own->second.begin(), own->second.end());
      const auto* between = i + 1 == sorts.size() ? " or " : ", ";
      what += (i == 0 ? "" : between) + sorts[i];
    }
    if (!name.name.empty() && !among(legal, name.name) && !problems.told_at(name.place))
      problems.add(name.place, not_among(what, name.name, legal));
  }
}

}  // namespace faultline
