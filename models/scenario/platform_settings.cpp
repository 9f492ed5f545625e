#include "models/scenario/platform_settings.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "sim/language/input_file.hpp"
#include "sim/platform/platform_file.hpp"

namespace faultline {

namespace {

constexpr std::int64_t most_cores = 4096;
constexpr std::size_t largest_file = std::size_t{64} << 20;
constexpr std::int64_t most_in_range = 10000;
constexpr const char* names_of_hosts =
    "their names; \"web[1-3]\" stands for \"web1\", \"web2\" and \"web3\"";

std::vector<std::string> names_of(const std::vector<Reference>& references) {
  std::vector<std::string> names;
  for (const auto& reference : references) names.push_back(reference.name);
  return names;
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (text.size() > 9 || error != std::errc() || stopped != end || number < 0) return std::nullopt;
  return number;
}

void expand(const Reference& host, std::vector<Reference>& into, Problems& problems) {
  const std::string_view text = host.name;
  const auto open = text.find('[');
  const auto close = text.find(']');
  if (open == text.npos && close == text.npos) return into.push_back(host);
  const auto range = text.substr(open + 1, close < open ? 0 : close - open - 1);
  const auto dash = range.find('-');
  const auto first = number_in(range.substr(0, dash));
  const auto last = dash == range.npos ? std::nullopt : number_in(range.substr(dash + 1));
  if (!first || !last || *last < *first || *last - *first >= most_in_range)
    return problems.add_unread(host.place, fmt::format("\"{}\" is no range of at most {} hosts, "
                                                       "such as \"web[1-32]\"",
                                                       text, most_in_range));
  for (auto number = *first; number <= *last; ++number)
    into.push_back(
        {fmt::format("{}{:0{}}{}", text.substr(0, open), number, dash, text.substr(close + 1)),
         host.place});
}

/// Puts together what the zones, the racks and the table of hosts say.
class HostList {
 public:
  HostList(PlatformSettings& platform, Problems& problems)
      : platform_(platform), problems_(problems) {}

  void fill() {
    for (const auto& [name, place, zone] : platform_.zones) {
      add(zone.hosts, name, zone, "");
      for (const auto& rack : zone.racks) add(rack.value.hosts, name, zone, rack.name);
    }
    for (const auto& [name, place, settings] : platform_.special)
      for (const auto& host : expanded({{name, place}}, problems_)) change(host, settings);
  }

 private:
  void add(const std::vector<Reference>& hosts, const std::string& zone,
           const ZoneSettings& settings, const std::string& rack) {
    for (const auto& host : expanded(hosts, problems_))
      if (!host.name.empty())
        platform_.hosts.push_back(
            {host.name,
             host.place,
             {zone, settings.region.name, rack, settings.cores, settings.speed, {}}});
  }

  void change(const Reference& named, const HostSettings& settings) {
    const auto* found = platform_.hosts.find(named.name);
    if (!found)
      return problems_.add(named.place, not_among("host", named.name, names_in(platform_.hosts)));
    auto& host = platform_.hosts[static_cast<std::size_t>(found - platform_.hosts.data())].value;
    host.cores = settings.cores.value_or(host.cores);
    host.speed = settings.speed.value_or(host.speed);
    host.labels = names_of(settings.labels);
  }

  PlatformSettings& platform_;
  Problems& problems_;
};

}  // namespace

std::vector<Reference> expanded(const std::vector<Reference>& hosts, Problems& problems) {
  std::vector<Reference> all;
  for (const auto& host : hosts) expand(host, all, problems);
  return all;
}

void HostSettings::fields(Fields& f) {
  f("cores", cores, {.says = "number of its cores", .at_least = 1, .at_most = most_cores});
  f("speed", speed, {.says = "factor by which work takes less time there", .positive = true});
  f("labels", labels, {.says = "labels by which placements and faults can find it"});
}

void RackSettings::fields(Fields& f) {
  f("hosts", hosts, {.says = names_of_hosts, .required = true});
  f("latency", latency, {.says = "one-way latency of its uplink, drawn per message"});
  f("bandwidth", bandwidth,
    {.says =
         "bandwidth of its uplink, in each direction; 10Gbps by default, where it has a latency",
     .positive = true});
}

void ZoneSettings::fields(Fields& f) {
  f("region", region, {.says = "the region that it belongs to"});
  f("latency", latency,
    {.says = "one-way latency between any two of its hosts, drawn per message; 0.25ms by default"});
  if (f.reading() && !latency) latency = always(std::chrono::microseconds(250));
  f("bandwidth", bandwidth,
    {.says = "bandwidth of each host's port, in each direction", .positive = true});
  f("hosts", hosts,
    {.says = "the hosts in this zone that stand in no rack; \"web[1-3]\" stands for \"web1\", "
             "\"web2\" and \"web3\""});
  f("racks", racks, {.says = "its racks, by name"});
  f("cores", cores, {.says = "number of cores of each host", .at_least = 1, .at_most = most_cores});
  f("speed", speed,
    {.says = "factor by which work takes less time on its hosts", .positive = true});
}

void LinkSettings::fields(Fields& f) {
  f("name", name, {.says = "its name", .required = true});
  f("between", between, {.says = "the two zones that it connects", .required = true});
  f("latency", latency, {.says = "one-way latency, drawn per message", .required = true});
  f("bandwidth", bandwidth, {.says = "bandwidth in each direction", .positive = true});
  f("shared", shared,
    {.says = "whether messages share its bandwidth, where \"network\" is \"flows\"; otherwise each "
             "has all of it"});
}

void RouteSettings::fields(Fields& f) {
  f("between", between, {.says = "the two zones that it connects", .required = true});
  f("links", links,
    {.says = "the links from the first zone to the second, in order; back it is the same",
     .required = true});
  if (f.reading()) place = f.place();
}

void PlatformSettings::fields(Fields& f) {
  f("zones", zones, {.says = "local networks, by name"});
  f("hosts", special, {.says = "hosts that differ from the rest of their zone, by name"});
  f("links", links, {.says = "the links between the zones"});
  f("routes", routes,
    {.says = "ways between two zones; by default the one with fewest links, then with the least "
             "latency"});
  f("file", file,
    {.says =
         "instead of all that: a platform in SimGrid's format (XML), relative to the scenario's "
         "folder"});
  f("flops", flops,
    {.says = "flop/s at which work takes the time that the scenario states, on the hosts of the "
             "file; by default those of its first host",
     .positive = true});
  if (!f.reading()) return;
  if (file) return read_file(f);
  if (flops) f.problems().add(f.place_of("flops"), "it has no effect without \"file\"");
  HostList(*this, f.problems()).fill();
  if (f.sound() && hosts.empty()) f.problems().add(f.place_of("zones"), "no zone has a host");
}

void PlatformSettings::read_file(Fields& f) {
  for (const auto* name : {"zones", "hosts", "links", "routes"})
    if (const auto& place = f.place_of(name); place != f.place())
      f.problems().add(place, fmt::format("\"file\" holds the whole platform: \"{}\" cannot be "
                                          "given, too",
                                          name));
  path = f.problems().beside(file->name);
  auto why = why_unfit(path, largest_file);
  auto read = why.empty() ? read_platform_file(path) : PlatformFile{{}, std::move(why)};
  if (!read.why.empty())
    return f.problems().add_unread(f.place_of("file"),
                                   fmt::format("{} cannot be used: {}", path, read.why));
  reference = flops.value_or(read.hosts.front().flops_per_second);
  for (auto& host : read.hosts)
    hosts.push_back({host.name,
                     file->place,
                     {host.zone, host.around, "", host.cores, host.flops_per_second / reference,
                      std::move(host.labels)}});
}

double fastest_of(const std::optional<PlatformSettings>& platform) {
  if (!platform || platform->hosts.empty()) return 1;
  return std::ranges::max(platform->hosts, {}, [](const auto& host) { return host.value.speed; })
      .value.speed;
}

}  // namespace faultline
