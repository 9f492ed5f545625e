#include <fmt/format.h>

#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

std::vector<Applied> tolerant_readers(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto* item : wiring.items())
    for (const auto& parse : item->mentions.parses) {
      if (parse.style == ReaderStyle::upcasting) continue;
      const auto* style = parse.style == ReaderStyle::strict ? "tolerant" : "upcasting";
      found.push_back({fmt::format("{} reads contract {} as a{} {} reader", item->name,
                                   parse.contract.name, *style == 'u' ? "n" : "", style),
                       [place = parse.contract.place, style](Draft& draft) {
                         set(draft.step_at(place), "reader", text_value(style));
                       }});
    }
  return found;
}

}  // namespace

RemedyKind tolerant_reader() {
  return {"tolerant reader",
          "Reads only the fields that are used; or converts older versions to its own.",
          "mistakes in a message are noticed later", tolerant_readers};
}

}  // namespace faultline::remedies
