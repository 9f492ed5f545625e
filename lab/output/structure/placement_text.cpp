#include "lab/output/structure/placement_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "lab/text/figure.hpp"
#include "lab/text/sheet.hpp"
#include "models/scenario/structure/placement.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

constexpr std::size_t most_hosts = 40;

/// How many instances of each part stand on each host.
using Seats = std::map<std::string, std::map<std::string, int>>;

void add_parts(const ScenarioParts& parts, const Scenario& scenario, Seats& seats) {
  for (const auto& part : parts)
    for (std::int64_t i = 0; part.broker.empty() && i < part.copies; ++i)
      ++seats[host_of(scenario, part, i)][part.full_name()];
}

std::string words_of(const std::map<std::string, int>& parts) {
  std::vector<std::string> words;
  for (const auto& [part, count] : parts)
    words.push_back(count == 1 ? part : fmt::format("{} ({})", part, count));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string site_of(const Host& host) {
  auto site = "zone " + host.zone;
  if (!host.rack.empty()) site += ", rack " + host.rack;
  if (!host.region.empty()) site += ", region " + host.region;
  return site;
}

/// What its hosts say of themselves beyond one core of speed 1.
std::string strength_of(const Host& host) {
  auto text = host.cores == 1 ? std::string() : fmt::format("{} cores", host.cores);
  if (host.speed != 1) text += fmt::format("{}speed {:.3g}", text.empty() ? "" : ", ", host.speed);
  return text;
}

}  // namespace

std::string placement_text(const Experiment& experiment) {
  const auto& scenario = experiment.scenario;
  if (!scenario.platform || scenario.platform->hosts.size() < 2) return "";
  Seats seats;
  for (const auto& host : hosts_of(scenario, "client")) ++seats[host]["client"];
  add_parts(shared_parts(scenario), scenario, seats);
  for (const auto& design : experiment.designs)
    add_parts(own_parts(find_entry(scenario.designs, design)->value), scenario, seats);
  Sheet sheet(2);
  std::size_t told = 0;
  for (const auto& [name, place, host] : scenario.platform->hosts)
    if (const auto found = seats.find(name); found != seats.end() && told++ < most_hosts)
      sheet.add({name, site_of(host), strength_of(host), words_of(found->second)});
  auto text = "\nwhat stands where\n" + sheet.text();
  if (told > most_hosts)
    text += fmt::format("  and {}\n", counted(told - most_hosts, "further host"));
  if (const auto empty = scenario.platform->hosts.size() - seats.size(); empty > 0)
    text += fmt::format("  nothing stands on {}\n", counted(empty, "host"));
  return text;
}

}  // namespace faultline
