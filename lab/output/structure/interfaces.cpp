#include "lab/output/structure/interfaces.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lab/text/sheet.hpp"
#include "models/scenario/structure/interfaces.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

std::string dependents_in_words(const Interface& shared, const Table<ServiceSettings>& services) {
  std::vector<std::string> names;
  for (const auto& [service, strict] : shared.dependents)
    names.push_back(services[service].name + (strict ? " (by any change)" : ""));
  return names.empty() ? "nobody" : fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::string interfaces_text(const Experiment& experiment) {
  const auto& scenario = experiment.scenario;
  if (!scenario.delivery) return "";
  std::string text = "\nwho has to be released with an incompatible change\n";
  for (const auto& design : experiment.designs) {
    const auto all = interfaces_of(scenario, find_entry(scenario.designs, design)->value);
    Sheet sheet(4);
    for (std::size_t service = 0; service < all.size(); ++service)
      for (const auto& shared : all[service])
        sheet.add({fmt::format("{} of {}", shared.name, scenario.services[service].name),
                   dependents_in_words(shared, scenario.services)});
    const auto rows = sheet.text();
    text += fmt::format("  {}\n{}", design, rows.empty() ? "    nobody, ever\n" : rows);
  }
  return text;
}

}  // namespace faultline
