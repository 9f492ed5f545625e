#include "models/requests/jitter.hpp"

namespace faultline {

namespace {

std::uint64_t pair_of(HostId from, HostId to) {
  return std::uint64_t{static_cast<std::uint32_t>(from)} << 32 | static_cast<std::uint32_t>(to);
}

}  // namespace

std::string zone_law(const std::string& name) { return "zone " + name; }
std::string link_law(const std::string& name) { return "link " + name; }

Jitter::Jitter(const std::vector<LatencyLaw>& laws, const PlatformSpec& spec,
               const Streams& streams)
    : spec_(spec) {
  for (const auto& law : laws)
    laws_.try_emplace(law.of, Law{law.distribution, streams.named("latency of " + law.of)});
  for (std::size_t zone = 0; zone < spec_.zones.size(); ++zone)
    zones_.insert(zones_.end(), spec_.zones[zone].hosts.size(), zone);
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
  const auto first = zones_[static_cast<std::size_t>(from)];
  const auto last = zones_[static_cast<std::size_t>(to)];
  if (first == last) {
    add_part(way, zone_law(spec_.zones[first].name), 1);
    return way;
  }
  add_part(way, zone_law(spec_.zones[first].name), 0.5);
  for (const auto& crossing : zone_path(spec_, first, last))
    add_part(way, link_law(spec_.links[crossing.link].name), 1);
  add_part(way, zone_law(spec_.zones[last].name), 0.5);
  return way;
}

void Jitter::add_part(Way& way, const std::string& name, double share) const {
  const auto law = laws_.find(name);
  if (law != laws_.end()) way.push_back({&law->second, share});
}

}  // namespace faultline
