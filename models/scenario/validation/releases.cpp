#include <fmt/format.h>

#include <set>

#include "models/contracts/contracts.hpp"
#include "models/scenario/legal.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/scenario_parts.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

void check_contracts(const Scenario& scenario, Problems& problems) {
  const Legal services("service", names_in(scenario.services));
  std::size_t formats = 0;
  for (const auto& [name, place, contract] : scenario.contracts) {
    services.expect(contract.owner, problems);
    formats += contract.versions.size();
  }
  if (formats > Contracts::most_formats)
    problems.add(scenario.contracts.front().place,
                 fmt::format("the contracts have {} versions together: {} at most", formats,
                             Contracts::most_formats));
}

/// Fields that a reader uses and no version of the contract has.
void check_readers(const Scenario& scenario, const Outline& outline, Problems& problems) {
  for (const auto& item : outline.operations)
    for (const auto& parse : item.mentions.parses) {
      const auto* contract = find_entry(scenario.contracts, parse.contract.name);
      if (!contract) continue;
      for (const auto& field : parse.fields)
        if (!contract->value.first_name(field.name) && !problems.told_at(field.place))
          problems.add(field.place,
                       not_among(fmt::format("field of contract \"{}\"", contract->name),
                                 field.name, contract->value.all_names()));
    }
}

/// A contract without effect, since nobody writes in it or nobody reads it.
void warn_of_idle_contracts(const Scenario& scenario, Problems& problems) {
  std::set<std::string> written;
  std::set<std::string> parsed;
  for (const auto& design : scenario.designs)
    for (const auto& item : outline_of(scenario, design.value).operations) {
      for (const auto& contract : item.mentions.writes_contracts) written.insert(contract.name);
      for (const auto& parse : item.mentions.parses) parsed.insert(parse.contract.name);
    }
  for (const auto& [name, place, contract] : scenario.contracts) {
    if (!written.contains(name))
      problems.warn(place,
                    fmt::format("contract \"{}\" has no effect: no step calls or publishes in "
                                "its format (\"contract\")",
                                name));
    else if (!parsed.contains(name))
      problems.warn(place, fmt::format("contract \"{}\" has no effect: no operation reads it "
                                       "(\"parse\")",
                                       name));
  }
}

/// Checks the releases of a scenario, one after the other.
class ReleaseCheck {
 public:
  ReleaseCheck(const Scenario& scenario, Problems& problems)
      : scenario_(scenario),
        problems_(problems),
        services_("service", names_in(scenario.services)),
        contracts_("contract", names_in(scenario.contracts)),
        stores_("store", names_in(scenario.stores)) {
    for (const auto& fault : scenario.faults) names_.insert(fault->name());
    for (const auto& change : scenario.changes) names_.insert(change.name.name);
  }

  void check(const Release& release) {
    const auto& [name, place] = release.name;
    if (!names_.insert(name).second)
      problems_.add(place, fmt::format("another release, change or fault already has the name "
                                       "\"{}\"",
                                       name));
    const auto loose = problems_.loose();
    services_.expect_all(release.services, problems_);
    if (release.migration) stores_.expect(release.migration->store, problems_);
    for (const auto& version : release.versions) check_version(version);
    if (problems_.loose() == loose) check_course(release);
  }

 private:
  void check_version(const Entry<std::int64_t>& version) {
    contracts_.expect({version.name, version.place}, problems_);
    const auto* contract = find_entry(scenario_.contracts, version.name);
    if (!contract || problems_.told_at(version.place)) return;
    const auto last = std::ssize(contract->value.versions);
    if (last > 0 && (version.value < 1 || version.value > last))
      problems_.add(version.place, fmt::format("contract \"{}\" has no version {} (legal: 1 to {})",
                                               version.name, version.value, last));
  }

  void check_course(const Release& release) {
    const auto& place = release.name.place;
    std::vector<std::int64_t> instances;
    for (const auto& service : release.services) {
      instances.push_back(find_entry(scenario_.services, service.name)->value.instances);
      if (instances.back() < release.strategy->least_instances())
        problems_.add(
            service.place,
            fmt::format("a canary of \"{}\" could not be judged: it has {} instance, and "
                        "needs {}",
                        service.name, instances.back(), release.strategy->least_instances()));
    }
    const auto takes = release.takes_at_most(instances);
    if (release.at + takes > scenario_.run.length)
      problems_.add(place,
                    fmt::format("\"{}\" may not have ended at the end of the run: it begins at "
                                "{} and takes up to {}",
                                release.name.name, in_words(release.at), in_words(takes)));
    if (release.together != Together::in_order && release.services.size() == 1)
      problems_.warn(place, "\"together\" has no effect: it is a release of one service");
  }

  const Scenario& scenario_;
  Problems& problems_;
  Legal services_;
  Legal contracts_;
  Legal stores_;
  std::set<std::string> names_;
};

}  // namespace

void check_releases(const Scenario& scenario, Problems& problems) {
  if (!scenario.contracts.empty()) check_contracts(scenario, problems);
  for (const auto& design : scenario.designs)
    check_readers(scenario, outline_of(scenario, design.value), problems);
  warn_of_idle_contracts(scenario, problems);
  ReleaseCheck check(scenario, problems);
  for (const auto* release : scenario.all_releases()) check.check(*release);
}

}  // namespace faultline
