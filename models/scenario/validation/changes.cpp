#include <fmt/format.h>

#include <cmath>
#include <set>

#include "models/scenario/changeable.hpp"
#include "models/scenario/structure/sight_names.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Checks the changes of a scenario, one after the other.
class ChangeCheck {
 public:
  ChangeCheck(Scenario& scenario, Problems& problems)
      : scenario_(scenario),
        things_(changeables_of(scenario)),
        sights_(sight_names(scenario)),
        problems_(problems) {
    for (const auto& fault : scenario.faults) names_.insert(fault->name());
  }

  void check(const Change& change) {
    if (!names_.insert(change.name.name).second)
      problems_.add(
          change.name.place,
          fmt::format("another change or fault already has the name \"{}\"", change.name.name));
    if (change.at && *change.at >= scenario_.run.length)
      problems_.add(change.name.place,
                    fmt::format("\"{}\" starts after the end of the run", change.name.name));
    check_setting(change);
    if (change.when) check_criterion(*change.when, sights_, problems_);
  }

  void check(const AbortSettings& abort) {
    if (scenario_.faults.empty())
      problems_.add(abort.place, "there is no fault that could be rolled back");
    if (abort.when) check_criterion(*abort.when, sights_, problems_);
  }

 private:
  void check_setting(const Change& change) {
    const auto [thing, field] = find_setting(things_, change.set.name);
    if (!thing) return tell_path(change.set);
    const auto setting = thing->setting(field);
    if (!setting)
      return problems_.add(change.set.place, fmt::format("\"{}\" has {}", thing->path,
                                                         not_among("setting that can be changed",
                                                                   field, thing->settings())));
    const auto before = problems_.count();
    setting->check(change.to.node, problems_);
    if (problems_.count() > before) return;
    if (!setting->given())
      problems_.add(
          change.set.place,
          fmt::format("\"{}\" has no \"{}\" at the start: give it a value that has no effect",
                      thing->path, field));
    if (change.over > Duration::zero() && std::isnan(setting->magnitude()))
      problems_.add(
          change.set.place,
          fmt::format("\"{}\" is not a number, so that it cannot change gradually (\"over\")",
                      field));
    check_scaled(change, *thing, field);
  }

  void check_scaled(const Change& change, const Changeable& thing, const std::string& field) {
    const auto tell = [&](const char* by) {
      problems_.add(change.set.place, fmt::format("\"{}\" already controls \"{}\"", by, field));
    };
    if (thing.sort == Changeable::Sort::service && field == "instances" &&
        find_entry(scenario_.services, thing.name)->value.autoscaling)
      tell("autoscaling");
    if (thing.sort != Changeable::Sort::group || field != "consumers") return;
    const auto& design = find_entry(scenario_.designs, thing.design)->value;
    if (find_entry(design.subscriptions, thing.name)->value.consumption.scaling) tell("scaling");
  }

  void tell_path(const Reference& set) {
    std::vector<std::string> paths;
    for (const auto& thing : things_)
      for (const auto& field : thing.settings()) paths.push_back(thing.path + "." + field);
    problems_.add(set.place, not_among("setting that can be changed", set.name, paths));
  }

  Scenario& scenario_;
  std::vector<Changeable> things_;
  SightNames sights_;
  Problems& problems_;
  std::set<std::string> names_;
};

}  // namespace

void check_changes(Scenario& scenario, Problems& problems) {
  if (scenario.changes.empty() && !scenario.abort) return;
  ChangeCheck check(scenario, problems);
  for (const auto& change : scenario.changes) check.check(change);
  if (scenario.abort) check.check(*scenario.abort);
}

}  // namespace faultline
