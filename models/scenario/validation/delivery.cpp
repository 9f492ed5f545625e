#include <fmt/format.h>

#include <map>

#include "models/scenario/legal.hpp"
#include "models/scenario/structure/interfaces.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// More take too long, and say no more of a design.
constexpr double most_changes = 1e6;

/// Checks the delivery of a scenario against its services and designs.
class DeliveryCheck {
 public:
  DeliveryCheck(const Scenario& scenario, Problems& problems)
      : scenario_(scenario), delivery_(*scenario.delivery), problems_(problems) {}

  void check() {
    const auto loose = problems_.loose();
    check_owners();
    check_changes();
    for (const auto& design : scenario_.designs) check_train(design.value);
    if (problems_.loose() > loose || delivery_.interface == 0) return;
    for (const auto& design : scenario_.designs) warn_of_topics(design.value);
  }

 private:
  /// Each service belongs to one team.
  void check_owners() {
    const Legal services("service", names_in(scenario_.services));
    std::map<std::string, std::string> owners;
    for (const auto& [name, place, team] : delivery_.teams)
      for (const auto& owned : team.owns) {
        services.expect(owned, problems_);
        const auto [known, fresh] = owners.emplace(owned.name, name);
        if (fresh) continue;
        problems_.add(owned.place, known->second == name
                                       ? fmt::format("\"{}\" is listed twice", owned.name)
                                       : fmt::format("service \"{}\" already belongs to team "
                                                     "\"{}\"",
                                                     owned.name, known->second));
      }
    for (const auto& service : scenario_.services)
      if (!owners.contains(service.name))
        problems_.add(service.place, fmt::format("service \"{}\" belongs to no team of the "
                                                 "\"delivery\"",
                                                 service.name));
  }

  void check_changes() {
    if (delivery_.length <= Duration::zero()) return;
    double expected = 0;
    for (const auto& [name, place, team] : delivery_.teams) {
      if (!team.changes || !team.work || problems_.told_within(place.pointer)) return;
      const auto changes = team.changes->expected_by(Time{delivery_.length});
      const auto load = changes * team.work->mean() / seconds(delivery_.length) /
                        static_cast<double>(team.developers);
      expected += changes;
      if (load >= 1)
        problems_.warn(place, fmt::format("team \"{}\" is asked for {:.3g} times what its "
                                          "developers can do: its changes wait longer and longer",
                                          name, load));
    }
    if (delivery_.teams.empty()) return;
    const auto& place = delivery_.teams.front().place;
    if (expected < 1)
      problems_.add(place, fmt::format("{:.3g} changes of all teams are to be expected in {}: "
                                       "there is nothing to deliver",
                                       expected, in_words(delivery_.length)));
    if (expected > most_changes)
      problems_.add(place, fmt::format("{:.3g} changes of all teams are to be expected in {}: "
                                       "{:.0f} at most",
                                       expected, in_words(delivery_.length), most_changes));
  }

  void check_train(const DesignSettings& design) {
    if (!design.shipping) return;
    if (!design.shipping->train)
      return problems_.warn(design.shipping->place,
                            "\"shipping\" has no effect without a \"train\"");
    if (*design.shipping->train >= delivery_.length)
      problems_.add(design.shipping->place,
                    fmt::format("no train leaves: its period of {} is not shorter than the "
                                "delivery of {}",
                                in_words(*design.shipping->train), in_words(delivery_.length)));
  }

  /// Of the format of what is published there nothing is known.
  void warn_of_topics(const DesignSettings& design) {
    const auto outline = outline_of(scenario_, design);
    for (const auto& [name, place, topic] : design.topics) {
      const auto loose = [&](const Outline::Item& publisher, const Outline::Item& consumer) {
        return outline.feeds(publisher, name) && consumer.consumes(name) &&
               service_in(publisher.name) != service_in(consumer.name) &&
               !share_contract(publisher, consumer);
      };
      const auto& all = outline.operations;
      const bool any = std::ranges::any_of(all, [&](const Outline::Item& publisher) {
        return std::ranges::any_of(
            all, [&](const Outline::Item& consumer) { return loose(publisher, consumer); });
      });
      if (any)
        problems_.warn(place, fmt::format("the events of topic \"{}\" have no contract: in the "
                                          "\"delivery\" no consumer depends on their format",
                                          name));
    }
  }

  const Scenario& scenario_;
  const DeliverySettings& delivery_;
  Problems& problems_;
};

}  // namespace

void check_delivery(const Scenario& scenario, Problems& problems) {
  if (scenario.delivery) return DeliveryCheck(scenario, problems).check();
  if (problems.told_within("/delivery")) return;
  for (const auto& design : scenario.designs)
    if (design.value.shipping)
      problems.add(design.value.shipping->place,
                   "\"shipping\" has no effect: there is no \"delivery\" with teams and changes");
}

}  // namespace faultline
