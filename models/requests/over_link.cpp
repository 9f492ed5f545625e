#include "models/requests/over_link.hpp"

#include "sim/language/among.hpp"

namespace faultline {

bool OverLink::passes(HostId from, HostId to) const {
  const auto [known, fresh] = known_.try_emplace(pair_of(from, to));
  if (fresh) {
    const auto name = [&](HostId host) { return hosts_[static_cast<std::size_t>(host)]; };
    const auto way = ways_.between(name(from), name(to));
    known->second = way && among(*way, link_);
  }
  return known->second;
}

}  // namespace faultline
