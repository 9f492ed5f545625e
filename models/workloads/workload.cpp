#include "models/workloads/workload.hpp"

#include <algorithm>

namespace faultline {

void ClassSettings::fields(Fields& f) {
  f("share", share, {.says = "relative share of the requests", .at_least = 0});
  f("priority", priority,
    {.says = "a greater number is served first, where a queue has priorities",
     .at_least = -1000,
     .at_most = 1000});
  f("entry", entry,
    {.says = "the operation that it calls; the transaction's \"entry\" by default"});
  f("effects", effects,
    {.says = "the effects that it requires; all of the transaction's by default"});
  if (f.sound() && effects && effects->empty())
    f.problems().add(f.place_of("effects"), "a request class needs at least one effect");
}

void KeySettings::fields(Fields& f) {
  f("count", count, {.says = "number of keys", .at_least = 1, .at_most = 1e12, .required = true});
  f("exponent", exponent,
    {.says = "exponent s of Zipf's law: key k is used in proportion to k^-s; 0 is uniform",
     .at_least = 0,
     .at_most = 10});
}

void Workload::fields(Fields& f) {
  declare(f);
  f("classes", classes_, {.says = "request classes, by name"});
  f("keys", keys_,
    {.says = "the keys that requests are about; by default each request has its own"});
  f("clients", clients_,
    {.says = "number of clients, each request being from a random one; for limits per client",
     .at_least = 1,
     .at_most = 1e12});
  const auto has_share = [](const auto& entry) { return entry.value.share > 0; };
  if (f.sound() && !classes_.empty() && std::ranges::none_of(classes_, has_share))
    f.problems().add(f.place_of("classes"), "the shares of all classes add up to zero");
}

}  // namespace faultline
