#include "models/requests/jitter.hpp"

namespace faultline {

std::string zone_law(const std::string& name) { return "zone " + name; }
std::string link_law(const std::string& name) { return "link " + name; }

Jitter::Jitter(const std::vector<LatencyLaw>& laws, const PlatformSpec& spec,
               const Streams& streams)
    : platform_(std::make_unique<Ways>(spec)) {
  for (const auto& law : laws)
    laws_.try_emplace(law.of, Law{law.distribution, streams.named("latency of " + law.of)});
  for (const auto& zone : platform_->spec().zones)
    for (const auto& host : zone.hosts) sites_.push_back(*platform_->site_of(host.name));
}

Draw Jitter::draw(const Stream& stream, HostId from, HostId to, const Call& call) {
  return stream.draw(call.transaction->id, nested_attempt(call.attempt, mix(pair_of(from, to))));
}

Duration Jitter::of(HostId from, HostId to, const Call& call) {
  auto sum = Duration::zero();
  for (const auto& [law, share] : way(from, to)) {
    auto own = draw(law->draws, from, to, call);
    const auto more = law->distribution->sample(own) - law->distribution->least();
    sum += from_nanoseconds(share * static_cast<double>(more.count()));
  }
  return sum;
}

auto Jitter::way(HostId from, HostId to) -> const Way& {
  const auto [known, fresh] = ways_.try_emplace(pair_of(from, to));
  if (fresh) known->second = find_way(from, to);
  return known->second;
}

auto Jitter::find_way(HostId from, HostId to) const -> Way {
  Way way;
  const auto& first = sites_[static_cast<std::size_t>(from)];
  const auto& last = sites_[static_cast<std::size_t>(to)];
  const auto& spec = platform_->spec();
  const auto leave = [&](const Ways::Site& site) {
    if (site.uplink && first.uplink != last.uplink) add_part(way, link_law(site.uplink->name), 1);
  };
  leave(first);
  if (first.zone == last.zone) {
    add_part(way, zone_law(spec.zones[first.zone].name), 1);
  } else {
    add_part(way, zone_law(spec.zones[first.zone].name), 0.5);
    for (const auto& crossing : platform_->between_zones(first.zone, last.zone))
      add_part(way, link_law(spec.links[crossing.link].name), 1);
    add_part(way, zone_law(spec.zones[last.zone].name), 0.5);
  }
  leave(last);
  return way;
}

void Jitter::add_part(Way& way, const std::string& name, double share) const {
  const auto law = laws_.find(name);
  if (law != laws_.end()) way.push_back({&law->second, share});
}

}  // namespace faultline
