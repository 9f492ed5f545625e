#include "models/scenario/structure/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "models/scenario/structure/links_in_use.hpp"
#include "models/scenario/structure/placement.hpp"

namespace faultline {

namespace {

using Sort = ScenarioPart::Sort;

/// The topics that each service consumes.
std::map<std::string, std::vector<std::string>> consumed_in(const DesignSettings& design) {
  std::map<std::string, std::vector<std::string>> consumed;
  for (const auto& [operation, place, subscription] : design.subscriptions)
    for (const auto& topic : subscription.consumed())
      consumed[service_in(operation)].push_back(topic.name);
  return consumed;
}

/// Instances of a design, part by part.
class Instances {
 public:
  Instances(const Scenario& scenario, const DesignSettings& design)
      : scenario_(scenario), design_(design), consumed_(consumed_in(design)) {
    const auto names_link = [](const auto& fault) { return fault->target().links(); };
    if (std::ranges::any_of(scenario.faults, names_link)) links_.emplace(scenario, design);
    for (const auto& part : shared_parts(scenario)) parts_.push_back({part, instances_of(part)});
    for (const auto& part : own_parts(design)) {
      parts_.push_back({part, instances_of(part)});
      for (auto& instance : parts_.back().instances) instance.own = true;
    }
  }

  std::vector<TargetInstance> taken_by(const Selector& selector) const {
    std::vector<TargetInstance> taken;
    for (const auto& [part, instances] : parts_)
      std::ranges::copy_if(instances, std::back_inserter(taken),
                           [&](const TargetInstance& one) { return selector.takes(one); });
    return taken;
  }

  std::vector<TargetInstance> struck_by(const Fault& fault) const {
    std::vector<TargetInstance> struck;
    for (const auto& [part, instances] : parts_) {
      if (fault.target().links() && !fault.strikes_messages()) continue;
      if (!fault.target().part() && !why_unfit(fault, part).empty()) continue;
      for (const auto& instance : instances)
        if (fault.target().takes(instance) && !fault.spares(instance)) struck.push_back(instance);
    }
    return struck;
  }

 private:
  struct OfPart {
    ScenarioPart part;
    std::vector<TargetInstance> instances;
  };

  std::vector<TargetInstance> instances_of(const ScenarioPart& part) const {
    const bool service = part.sort == Sort::service;
    std::vector<TargetInstance> instances;
    for (std::int64_t i = 0; i < part.copies; ++i) {
      TargetInstance one{.part = part.name,
                         .sort = part.sort_name(),
                         .number = static_cast<std::size_t>(i),
                         .host = host_of(scenario_, part, i),
                         .zone = {},
                         .labels = labels_of(part)};
      if (scenario_.platform) describe_host(one);
      if (links_) one.links = links_->passed_from(one.host);
      if (const auto found = consumed_.find(part.name); service && found != consumed_.end())
        one.consumes = found->second;
      one.may_lead = led_by(part);
      instances.push_back(std::move(one));
    }
    return instances;
  }

  void describe_host(TargetInstance& one) const {
    const auto* host = find_entry(scenario_.platform->hosts, one.host);
    if (!host) return;
    one.zone = host->value.zone;
    one.region = host->value.region;
    one.rack = host->value.rack;
    one.labels.insert(one.labels.end(), host->value.labels.begin(), host->value.labels.end());
  }

  std::vector<std::string> led_by(const ScenarioPart& part) const {
    if (part.sort == Sort::topic && part.broker.empty()) return {part.name};
    if (part.sort != Sort::broker) return {};
    std::vector<std::string> led{part.name};
    for (const auto& [name, place, topic] : design_.topics)
      if (topic.broker && topic.broker->name == part.name) led.push_back(name);
    return led;
  }

  static std::vector<std::string> labels_of(const ScenarioPart& part) {
    std::vector<std::string> labels;
    for (const auto& label : part.location->labels) labels.push_back(label.name);
    return labels;
  }

  const Scenario& scenario_;
  const DesignSettings& design_;
  std::map<std::string, std::vector<std::string>> consumed_;
  std::optional<LinksInUse> links_;
  std::vector<OfPart> parts_;
};

}  // namespace

std::string why_unfit(const Fault& fault, const ScenarioPart& part) {
  if (!fault.hits_sort(part.sort_name()))
    return fmt::format("this fault hits a {}, but \"{}\" is a {}", fault.only_at(), part.name,
                       part.sort_name());
  if (fault.wipes() && part.sort != Sort::cache && part.sort != Sort::projection)
    return fmt::format("this fault hits a cache or a projection, but \"{}\" is a {}", part.name,
                       part.sort_name());
  if (fault.wipes_in_part() && part.sort == Sort::projection)
    return fmt::format(
        "\"share\" applies to caches, but \"{}\" is a projection, which loses all its contents",
        part.name);
  if (fault.takes_cores() && !part.shares_cores)
    return fmt::format("\"{}\" has no \"cores\" to take: each of its workers has its own",
                       part.name);
  if (fault.at_work() && !part.broker.empty())
    return fmt::format("topic \"{}\" is held by the nodes of broker \"{}\": target the broker",
                       part.name, part.broker);
  return "";
}

std::vector<std::string> hosts_of(const Selector& selector, const Scenario& scenario,
                                  const DesignSettings& design) {
  if (is_client(selector)) return hosts_of(scenario, "client");
  std::vector<std::string> hosts;
  for (const auto& instance : Instances(scenario, design).taken_by(selector))
    hosts.push_back(instance.host);
  return hosts;
}

Targets targets_of(const Scenario& scenario, const DesignSettings& design) {
  const Instances instances(scenario, design);
  Targets targets;
  for (const auto& fault : scenario.faults) targets.push_back(instances.struck_by(*fault));
  return targets;
}

}  // namespace faultline
