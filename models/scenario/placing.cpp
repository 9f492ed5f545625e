#include "models/scenario/placing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/scenario/scenario_parts.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

struct Placed {
  std::string part;
  std::int64_t copies;
  Location* location;
};

/// What stands where, while the parts of one design are placed.
class Hosts {
 public:
  Hosts(const Table<Host>& hosts, Problems& problems)
      : hosts_(hosts), problems_(problems), parts_(hosts.size()) {}

  /// Counts those whose hosts are named.
  void take(const Placed& part) {
    for (std::int64_t i = 0; i < part.copies; ++i)
      if (const auto* named = part.location->of(i))
        if (const auto* host = hosts_.find(named->name)) seat(part, index_of(*host));
  }

  void place(const Placed& part) {
    auto& location = *part.location;
    const auto& placement = *location.placement;
    if (!knows_all(placement)) return;
    std::map<std::string, std::int64_t> domains;
    for (std::int64_t i = 0; i < part.copies; ++i) {
      Refused refused;
      const auto best = best_for(part, domains, refused);
      if (best == hosts_.size()) return tell(part, i, refused);
      ++domains[domain_of(best, placement.domain())];
      seat(part, best);
      location.hosts.push_back({hosts_[best].name, placement.place()});
    }
    keep_apart_.emplace_back(part.part, &placement);
  }

  /// Parts that a placement can name.
  void know(std::vector<std::string> parts) { known_parts_ = std::move(parts); }

 private:
  bool knows_all(const Placement& placement) const {
    std::set<std::string> labels;
    std::set<std::string> zones;
    for (const auto& [name, place, host] : hosts_) {
      labels.insert(host.labels.begin(), host.labels.end());
      zones.insert(host.zone);
    }
    const auto before = problems_.count();
    check_names(placement.labels(), "label of a host", {labels.begin(), labels.end()});
    check_names(placement.zones(), "zone", {zones.begin(), zones.end()});
    check_names(placement.apart_from(), "part", known_parts_);
    check_names(placement.beside(), "part", known_parts_);
    return problems_.count() == before;
  }

  void check_names(const std::vector<Reference>& names, const char* what,
                   const std::vector<std::string>& legal) const {
    for (const auto& named : names)
      if (!named.name.empty() && !among(legal, named.name))
        problems_.add(named.place, not_among(what, named.name, legal));
  }

  /// Why hosts were refused, and how many for that reason.
  using Refused = std::map<std::string, int>;

  std::size_t index_of(const Entry<Host>& host) const {
    return static_cast<std::size_t>(&host - hosts_.data());
  }

  void seat(const Placed& part, std::size_t host) { ++parts_[host][part.part]; }

  std::int64_t standing(const std::string& part, std::size_t host) const {
    const auto found = parts_[host].find(part);
    return found == parts_[host].end() ? 0 : found->second;
  }

  std::size_t best_for(const Placed& part, const std::map<std::string, std::int64_t>& domains,
                       Refused& refused) const {
    const auto& placement = *part.location->placement;
    auto best = hosts_.size();
    Placement::Rank rank_of_best{};
    for (std::size_t host = 0; host < hosts_.size(); ++host) {
      if (const auto why = why_not(part, host); !why.empty()) {
        ++refused[why];
        continue;
      }
      const auto known = domains.find(domain_of(host, placement.domain()));
      Placement::Standing at{known == domains.end() ? 0 : known->second, standing(part.part, host),
                             0};
      for (const auto& [name, count] : parts_[host]) at.in_all += count;
      const auto rank = placement.rank(at);
      if (best != hosts_.size() && rank >= rank_of_best) continue;
      best = host;
      rank_of_best = rank;
    }
    return best;
  }

  std::string why_not(const Placed& part, std::size_t number) const {
    const auto& placement = *part.location->placement;
    const auto& host = hosts_[number].value;
    for (const auto& label : placement.labels())
      if (!among(host.labels, label.name)) return fmt::format("without label \"{}\"", label.name);
    if (!placement.zones().empty() && !among(placement.zones(), host.zone))
      return "in another zone";
    if (domain_of(number, placement.domain()).empty())
      return fmt::format("in no {}", words(placement.domain())[std::size_t(placement.domain())]);
    for (const auto& other : placement.apart_from())
      if (standing(other.name, number) > 0) return fmt::format("with \"{}\"", other.name);
    for (const auto& [other, theirs] : keep_apart_)
      if (other != part.part && among(theirs->apart_from(), part.part) &&
          standing(other, number) > 0)
        return fmt::format("with \"{}\"", other);
    for (const auto& other : placement.beside())
      if (standing(other.name, number) == 0) return fmt::format("without \"{}\"", other.name);
    if (placement.per_host() && standing(part.part, number) >= *placement.per_host())
      return "full (\"per_host\")";
    return {};
  }

  std::string domain_of(std::size_t host, FailureDomain domain) const {
    const auto& [name, place, value] = hosts_[host];
    if (domain == FailureDomain::host) return name;
    if (domain == FailureDomain::rack) return value.rack;
    return domain == FailureDomain::zone ? value.zone : value.region;
  }

  void tell(const Placed& part, std::int64_t copy, const Refused& refused) const {
    std::string why;
    for (const auto& [reason, count] : refused)
      why += fmt::format("{}{} {}", why.empty() ? "" : ", ", count, reason);
    problems_.add(part.location->placement->place(),
                  fmt::format("\"{}#{}\" cannot be placed: of {} host{} {}", part.part, copy,
                              hosts_.size(), hosts_.size() == 1 ? "" : "s", why));
  }

  const Table<Host>& hosts_;
  Problems& problems_;
  std::vector<std::string> known_parts_;
  std::vector<std::map<std::string, std::int64_t>> parts_;  ///< of each host, instances by part
  std::vector<std::pair<std::string, const Placement*>> keep_apart_;  ///< of those placed
};

/// Parts and where they stand, of all designs or of one.
class Locations {
 public:
  explicit Locations(const ScenarioParts& parts) {
    for (const auto& part : parts)
      if (part.broker.empty()) copies_.emplace(part.name, part.copies);
  }

  template <class T>
  void add(Table<T>& table, Problems& problems) {
    for (auto& [name, place, settings] : table) {
      auto& location = settings.location;
      location.hosts = expanded(location.hosts, problems);
      if (const auto found = copies_.find(name); found != copies_.end())
        all_.push_back({name, found->second, &location});
    }
  }

  /// Those whose hosts are named first, and who stands beside others after these: what is placed
  /// has to see them. In a circle the first one sees nobody.
  void settle(Hosts& hosts) const {
    std::vector<const Placed*> waiting;
    for (const auto& part : all_)
      if (part.location->placement)
        waiting.push_back(&part);
      else
        hosts.take(part);
    const auto waits = [&](const Placed* one) {
      return std::ranges::any_of(one->location->placement->beside(), [&](const Reference& other) {
        return std::ranges::any_of(
            waiting, [&](const Placed* two) { return two != one && two->part == other.name; });
      });
    };
    while (!waiting.empty()) {
      const auto free = std::ranges::find_if_not(waiting, waits);
      const auto next = free == waiting.end() ? waiting.begin() : free;
      hosts.place(**next);
      waiting.erase(next);
    }
  }

 private:
  std::map<std::string, std::int64_t> copies_;  ///< of those that do not stand on a broker's nodes
  std::vector<Placed> all_;
};

}  // namespace

void place_parts(Scenario& scenario, Problems& problems) {
  Locations shared(shared_parts(scenario));
  shared.add(scenario.services, problems);
  shared.add(scenario.stores, problems);
  shared.add(scenario.caches, problems);
  if (!scenario.platform || scenario.platform->hosts.empty()) return;
  Hosts hosts(scenario.platform->hosts, problems);
  const auto known = names_in(shared_parts(scenario));
  hosts.know(known);
  shared.settle(hosts);
  for (auto& design : scenario.designs) {
    Locations own(own_parts(design.value));
    auto all = known;
    for (const auto& name : names_in(own_parts(design.value))) all.push_back(name);
    own.add(design.value.brokers, problems);
    own.add(design.value.topics, problems);
    own.add(design.value.projections, problems);
    auto with_shared = hosts;
    with_shared.know(std::move(all));
    own.settle(with_shared);
  }
}

}  // namespace faultline
