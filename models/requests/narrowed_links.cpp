#include "models/requests/narrowed_links.hpp"

#include <algorithm>

namespace faultline {

void NarrowedLinks::narrow(const std::string& link, const Fault& fault, double bytes_per_second) {
  const auto [found, fresh] = links_.try_emplace(link);
  if (fresh) found->second.usual = platform_.link(link).bytes_per_second;
  found->second.limits.push_back({&fault, bytes_per_second});
  apply(link, found->second);
}

void NarrowedLinks::widen(const std::string& link, const Fault& fault) {
  auto& limits = links_.at(link).limits;
  const auto found = std::ranges::find(limits, &fault, &Limit::fault);
  check(found != limits.end(), "a fault takes back only what it put there");
  limits.erase(found);
  apply(link, links_.at(link));
}

void NarrowedLinks::apply(const std::string& name, const Link& link) {
  auto least = link.usual;
  for (const auto& limit : link.limits) least = std::min(least, limit.bytes_per_second);
  if (platform_.link(name).bytes_per_second != least) platform_.set_link_bandwidth(name, least);
}

}  // namespace faultline
