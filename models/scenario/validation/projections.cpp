#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Checks the local copies of one design, and the stores whose changes are captured.
class ProjectionCheck {
 public:
  ProjectionCheck(const Scenario& scenario, const Outline& outline, Problems& problems)
      : scenario_(scenario), outline_(outline), design_(*outline.design), problems_(problems) {}

  void check() {
    for (const auto& [name, place, projection] : design_.projections) {
      const auto* topic = find_entry(design_.topics, projection.of.name);
      if (!topic) continue;
      check_feeding(name, place, projection);
      if (std::ranges::none_of(outline_.operations, [&](const auto& item) {
            return among(item.mentions.reads, name, name_of);
          }))
        problems_.add_loose(place, fmt::format("no operation reads projection \"{}\"", name));
      if (!topic->value.partitions && lost(name, projection))
        problems_.add(projection.of.place,
                      fmt::format("projection \"{}\" can be lost, but topic \"{}\" has no log to "
                                  "rebuild it from: it needs \"partitions\"",
                                  name, topic->name));
      check_steps(name, topic->name);
      check_owner(name, projection.owner.name);
    }
    for (const auto& [store, place, capture] : design_.captures)
      if (std::ranges::none_of(outline_.operations, [&](const auto& item) {
            return among(item.mentions.writes, store);
          }))
        problems_.add_loose(place,
                            fmt::format("no query with \"write\" changes store \"{}\"", store));
  }

 private:
  static const std::string& name_of(const Mentions::Read& read) { return read.projection.name; }

  static bool projects(const Outline::Item& item, const std::string& name) {
    return among(item.mentions.projects, name, name_of);
  }

  void check_feeding(const std::string& name, const Place& place,
                     const ProjectionSettings& projection) {
    const auto& topic = projection.of.name;
    const auto feeds = [&](const Outline::Item& item) { return outline_.feeds(item, topic); };
    if (std::ranges::none_of(outline_.operations, feeds))
      problems_.add_loose(
          projection.of.place,
          fmt::format(
              "projection \"{}\" is updated from topic \"{}\", to which no operation publishes",
              name, topic));
    const auto takes = [&](const Outline::Item& item) { return projects(item, name); };
    if (std::ranges::none_of(outline_.operations, takes))
      problems_.add_loose(place,
                          fmt::format("no operation updates projection \"{0}\": a consumer of "
                                      "topic \"{1}\" needs the step {{ \"project\": \"{0}\" }}",
                                      name, topic));
  }

  /// Only who has an event can take it.
  void check_steps(const std::string& name, const std::string& topic) {
    for (const auto& item : outline_.operations) {
      const auto* step = find_among(item.mentions.projects, name, name_of);
      if (!step || item.consumes(topic)) continue;
      if (!problems_.told_at(step->projection.place))
        problems_.add(
            step->projection.place,
            fmt::format("\"{}\" does not consume topic \"{}\", which updates projection \"{}\"",
                        item.name, topic, name));
    }
  }

  /// A copy is its owner's, as all data are.
  void check_owner(const std::string& name, const std::string& owner) {
    for (const auto& item : outline_.operations) {
      if (service_in(item.name) == owner) continue;
      tell_strangers(item, item.mentions.reads, name, "reads");
      tell_strangers(item, item.mentions.projects, name, "updates");
    }
  }

  void tell_strangers(const Outline::Item& item, const std::vector<Mentions::Read>& steps,
                      const std::string& name, const char* what) {
    const auto& owner = find_entry(design_.projections, name)->value.owner.name;
    for (const auto& step : steps)
      if (step.projection.name == name)
        problems_.warn(step.projection.place,
                       fmt::format("\"{0}\" {1} projection \"{2}\", which is owned by service "
                                   "\"{3}\": call an operation of \"{3}\", or give \"{4}\" a "
                                   "projection of its own",
                                   item.name, what, name, owner, service_in(item.name)));
  }

  bool lost(const std::string& name, const ProjectionSettings& projection) const {
    return !projection.durable || std::ranges::any_of(scenario_.faults, [&](const auto& fault) {
      return fault->wipes() && (!fault->target().part() || fault->target().part()->name == name);
    });
  }

  const Scenario& scenario_;
  const Outline& outline_;
  const DesignSettings& design_;
  Problems& problems_;
};

}  // namespace

void check_projections(const Scenario& scenario, const Outline& outline, Problems& problems) {
  ProjectionCheck(scenario, outline, problems).check();
}

}  // namespace faultline
