#include <fmt/format.h>

#include "analysis/measures/measures.hpp"
#include "lab/reference/listing.hpp"
#include "lab/text/sheet.hpp"

namespace faultline {

namespace {

/// Which way is the better one.
std::string better(const Measure& measure) {
  switch (measure.better) {
    case Measure::Better::higher:
      return "higher";
    case Measure::Better::lower:
      return "lower";
    case Measure::Better::neither:
      break;
  }
  return "-";
}

}  // namespace

std::string measures_listed() {
  Sheet sheet(2);
  std::optional<Measure::Group> group;
  for (const auto& measure : measures) {
    if (group != measure.group) sheet.add_heading(std::string(name_of(measure.group)));
    group = measure.group;
    auto meaning = std::string(measure.meaning);
    if (!measure.missing.empty()) meaning += fmt::format(" No value: {}.", measure.missing);
    sheet.add({std::string(measure.key), std::string(name_of(measure.unit)), better(measure),
               std::move(meaning)});
  }
  return sheet.text();
}

}  // namespace faultline
