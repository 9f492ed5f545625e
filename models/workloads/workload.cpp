#include "models/workloads/workload.hpp"

#include <algorithm>

namespace faultline {

void ClassSettings::fields(Fields& f) {
  f("share", share, {.says = "its share of the requests, in proportion", .at_least = 0});
  f("priority", priority,
    {.says = "the greater the sooner, in queues that ask", .at_least = -1000, .at_most = 1000});
  f("entry", entry, {.says = "the operation that it asks for; the transaction's else"});
  f("effects", effects, {.says = "which of the transaction's effects it requires; all else"});
  if (f.sound() && effects && effects->empty())
    f.problems().add(f.place_of("effects"), "a request class requires one effect at least");
}

void KeySettings::fields(Fields& f) {
  f("count", count,
    {.says = "how many keys there are", .at_least = 1, .at_most = 1e12, .required = true});
  f("exponent", exponent,
    {.says = "s of Zipf's law: key k is asked for in proportion to k^-s; 0: all alike",
     .at_least = 0,
     .at_most = 10});
}

void Workload::fields(Fields& f) {
  declare(f);
  f("classes", classes_, {.says = "classes of requests, by name"});
  f("keys", keys_, {.says = "what requests are about; each about something of its own else"});
  f("clients", clients_,
    {.says = "how many clients ask, each request being of any of them; for limits per client",
     .at_least = 1,
     .at_most = 1e12});
  const auto has_share = [](const auto& entry) { return entry.value.share > 0; };
  if (f.sound() && !classes_.empty() && std::ranges::none_of(classes_, has_share))
    f.problems().add(f.place_of("classes"), "the shares of all classes sum to zero");
}

}  // namespace faultline
