#include <fmt/format.h>

#include "analysis/measures/measures.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/listing_words.hpp"
#include "lab/text/sheet.hpp"

namespace faultline {

std::string measures_listed() {
  Sheet sheet(2);
  std::optional<Measure::Group> group;
  for (const auto& measure : measures) {
    if (group != measure.group) sheet.add_heading(std::string(name_of(measure.group)));
    group = measure.group;
    sheet.add({std::string(measure.key), std::string(name_of(measure.unit)),
               better_in_words(measure), meaning_in_words(measure)});
  }
  return sheet.text();
}

}  // namespace faultline
