#include "models/requests/path.hpp"

#include <algorithm>

#include "models/requests/over_link.hpp"

namespace faultline {

bool Path::takes(HostId from, HostId to) const {
  if (link && !link->passes(from, to)) return false;
  return !ends || std::ranges::binary_search(*ends, from == at ? to : from);
}

}  // namespace faultline
