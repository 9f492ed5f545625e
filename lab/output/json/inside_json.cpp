#include "lab/output/json/inside_json.hpp"

#include "analysis/measures/measures.hpp"
#include "lab/output/cause_words.hpp"

namespace faultline {

Json to_json(const Estimate& estimate) {
  return {{"mean", estimate.mean}, {"low", estimate.low}, {"high", estimate.high}};
}

Json measures_json(const std::vector<Estimate>& slice) {
  auto json = Json::object();
  for (std::size_t i = 0; i < measures.size(); ++i)
    json[std::string(measures[i].key)] = to_json(slice[i]);
  return json;
}

Json row_json(const std::vector<Estimate>& row, std::span<const std::string_view> columns) {
  auto json = Json::object();
  for (std::size_t i = 0; i < row.size(); ++i) json[std::string(columns[i])] = to_json(row[i]);
  return json;
}

namespace {

/// Activities that took no time are left out.
Json rows_json(const DesignResult& design, const Cells& times, std::size_t slice) {
  auto json = Json::object();
  const auto& places = design.frame.places;
  for (std::size_t place = 0; place < places.size(); ++place) {
    const auto& row = times[slice * places.size() + place];
    for (int i = 0; i < activities; ++i)
      if (row[static_cast<std::size_t>(i)].mean != 0)
        json[places[place]][std::string(name_of(static_cast<Activity>(i)))] =
            to_json(row[static_cast<std::size_t>(i)]);
  }
  return json;
}

Json link_json(const CauseLink& link, const RunFrame& frame) {
  return {{"symptom", key_of(link.symptom)}, {"place", frame.places[link.place]}};
}

Json root_json(const CauseLink& root, const RunFrame& frame) {
  const bool fault = is_fault(root.root);
  return {{"kind", key_of(root.root)},
          {"fault", fault ? Json(frame.faults[root.fault].name) : Json(nullptr)},
          {"release",
           root.root == RootKind::release ? Json(frame.releases[root.fault].name) : Json(nullptr)},
          {"sustained_by", root.by == Sustained::nothing ? Json(nullptr) : Json(key_of(root.by))}};
}

Json shares_json(const CauseShare& cause, const DesignResult& design) {
  const auto& frame = design.frame;
  auto json = to_json(cause.shares.front());
  auto& windows = json["windows"] = Json::object();
  for (std::size_t i = 0; i < frame.windows.size(); ++i)
    windows[frame.windows[i].name] = to_json(cause.shares[frame.slice_of_window(i)]);
  return json;
}

}  // namespace

Json time_json(const DesignResult& design, std::size_t slice) {
  if (design.times.empty()) return nullptr;
  return {{"mean", rows_json(design, design.times, slice)},
          {"slowest", rows_json(design, design.slowest_times, slice)}};
}

Json causes_json(const std::vector<CauseShare>& causes, const DesignResult& design) {
  auto list = Json::array();
  for (const auto& cause : causes) {
    Json json{{"text", in_words(cause.chain, design.frame)}, {"chain", Json::array()}};
    for (const auto& link : cause.chain) json["chain"].push_back(link_json(link, design.frame));
    json["root"] = root_json(cause.chain.back(), design.frame);
    json["share"] = shares_json(cause, design);
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace faultline
