#include "models/placements/placement.hpp"

namespace faultline {

void Placement::fields(Fields& f) {
  declare(f, domain_);
  f("labels", labels_, {.says = "labels that a host must carry"});
  f("zones", zones_, {.says = "the only zones that it may stand in; all by default"});
  f("per_host", per_host_,
    {.says = "how many of its instances may stand on one host; any number by default",
     .at_least = 1});
  f("apart_from", apart_from_, {.says = "parts with which it shares no host"});
  f("beside", beside_, {.says = "parts of each of which an instance stands on the same host"});
  if (f.reading()) place_ = f.place();
}

}  // namespace faultline
