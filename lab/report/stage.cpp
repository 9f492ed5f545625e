#include "lab/report/stage.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/course/course.hpp"
#include "lab/output/json/over_time.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

using Ends = std::pair<std::string, std::string>;

/// "order" of "service order".
std::string label_of(const std::string& part) { return part.substr(part.find(' ') + 1); }
std::string role_of(const std::string& part) { return part.substr(0, part.find(' ')); }

/// The part that an end of an edge is about: "service order" of "order.place".
std::string part_of(const std::string& node) {
  if (node == "client" || node.find(' ') != std::string::npos) return node;
  return "service " + service_in(node);
}

std::string part_of(const Topology::Node& node) {
  constexpr std::string_view roles[] = {"client",      "service ", "store ",
                                        "projection ", "topic ",   "broker "};
  const auto role = std::string(roles[static_cast<int>(node.part)]);
  return node.part == Topology::Part::client ? role : role + node.name;
}

std::string_view kind_of(const Ends& ends) {
  const auto to = role_of(ends.second);
  if (role_of(ends.first) == "topic") return to == "broker" ? "stands" : "consume";
  if (to == "topic") return "publish";
  if (to == "store" || to == "projection") return "query";
  return to == "cache" ? "look up" : "call";
}

/// How much room a service has; null where there is no limit.
Json room_of(const Scenario& scenario, const std::string& part) {
  Json room{{"instances", nullptr}, {"workers", nullptr}, {"queue", nullptr}};
  const auto* service =
      role_of(part) == "service" ? find_entry(scenario.services, label_of(part)) : nullptr;
  if (!service) return room;
  const auto& [instances, workers, queue] =
      std::tie(service->value.instances, service->value.workers, service->value.queue);
  room["instances"] = instances;
  room["workers"] = instances * workers;
  if (queue) room["queue"] = instances * *queue;
  return room;
}

/// Of a store and a cache the service whose data it holds, of a subscription the one that consumes.
Json owner_of(const Scenario& scenario, const std::string& part) {
  const auto label = label_of(part);
  if (role_of(part) == "subscription") return service_in(label);
  if (const auto* store = find_entry(scenario.stores, label); store && role_of(part) == "store")
    return store->value.owner.name;
  if (const auto* cache = find_entry(scenario.caches, label); cache && role_of(part) == "cache")
    return cache->value.owner.name;
  return nullptr;
}

Json part_json(const Scenario& scenario, const std::string& part) {
  Json json{{"name", part},
            {"role", role_of(part)},
            {"label", label_of(part)},
            {"owner", owner_of(scenario, part)}};
  json.update(room_of(scenario, part));
  return json;
}

Json parts_json(const Scenario& scenario, const DesignResult& design) {
  auto list = Json::array();
  list.push_back(part_json(scenario, "client"));
  list.back()["course"] = nullptr;
  const auto names = course_parts(design.frame);
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto json = part_json(scenario, names[i]);
    json["course"] = i < design.course.parts.size()
                         ? columns_json(design.course.parts[i], part_course_columns)
                         : Json(nullptr);
    for (const auto& group : design.frame.subscriptions)
      if ("subscription " + group.name == names[i])
        json["topic"] = "topic " + design.frame.topics[group.topic];
    list.push_back(std::move(json));
  }
  return list;
}

/// The edges by their ends: those of the wiring, then those that were used besides.
class Edges {
 public:
  Json& between(const Ends& ends) {
    const auto [found, is_new] = numbers_.try_emplace(ends, list_.size());
    if (is_new)
      list_.push_back({{"from", ends.first},
                       {"to", ends.second},
                       {"kind", kind_of(ends)},
                       {"optional", false},
                       {"flows", Json::array()}});
    return list_[found->second];
  }
  Json list() && { return std::move(list_); }

 private:
  Json list_ = Json::array();
  std::map<Ends, std::size_t> numbers_;
};

Json edges_json(const Topology& topology, const DesignResult& design) {
  Edges edges;
  for (const auto& edge : topology.edges) {
    auto& json = edges.between({part_of(topology.nodes[static_cast<std::size_t>(edge.from)]),
                                part_of(topology.nodes[static_cast<std::size_t>(edge.to)])});
    json["optional"] = edge.need == Topology::Need::optional;
  }
  for (const auto& edge : design.course.edges) {
    const auto from = course_node(design.frame, edge.from);
    const auto to = course_node(design.frame, edge.to);
    edges.between({part_of(from), part_of(to)})["flows"].push_back(
        {{"from", from}, {"to", to}, {"means", means_json(edge.values, edge_course_columns)}});
  }
  return std::move(edges).list();
}

}  // namespace

Json stage_json(const Scenario& scenario, const Outline& outline, const DesignResult& design) {
  const auto buckets = course_buckets(design.frame.length);
  Json json{{"times_s", Json::array()}, {"bucket_s", buckets.width_s(0)}};
  for (std::size_t i = 0; i < design.course.buckets; ++i)
    json["times_s"].push_back(seconds(buckets.from(i) - start_of_run));
  json["parts"] = parts_json(scenario, design);
  json["edges"] = edges_json(topology_of(scenario, outline, design.name), design);
  return json;
}

}  // namespace faultline
