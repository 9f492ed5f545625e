#include <fmt/format.h>

#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

std::vector<Applied> idempotent_consumers(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto* item : wiring.items()) {
    if (!item->subscription) continue;
    const auto& group = item->subscription->consumption;
    if (group.delivery != Delivery::at_least_once || group.remembers) continue;
    found.push_back({fmt::format("{} remembers which events it has processed", item->name),
                     [name = item->name](Draft& draft) {
                       if (auto* own = draft.table("subscriptions").find(name))
                         set(*own, "remembers", json("100000"));
                     }});
  }
  return found;
}

}  // namespace

RemedyKind idempotent_consumer() {
  return {"idempotent consumer", "Remembers processed events, so that none acts twice.",
          "memory for the events' ids, written with each of them", idempotent_consumers};
}

}  // namespace faultline::remedies
