#include "lab/output/json/dominoes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "analysis/course/course.hpp"
#include "analysis/measures/dominoes.hpp"
#include "lab/output/json/inside_json.hpp"

namespace faultline {

namespace {

constexpr std::size_t position = domino_columns.size() - 1;

/// By the fault's number.
Json fault_json(const DesignResult& design, std::size_t fault) {
  const auto dominoes = dominoes_of(design, fault);
  auto order = Json::array();
  for (const auto& domino : dominoes.fallen) order.push_back(to_json(domino));
  return {{"blast_radius", to_json(design.blast_radii[fault].front())},
          {"blast_radius_by_wiring", design.wired_blast_radii[fault]},
          {"order", std::move(order)},
          {"never_touched", dominoes.untouched}};
}

}  // namespace

Json to_json(const Domino& domino) {
  Json json{{"part", domino.part}};
  json.update(row_json(*domino.row, domino_columns));
  return json;
}

Dominoes dominoes_of(const DesignResult& design, std::size_t fault) {
  const auto names = course_parts(design.frame);
  Dominoes dominoes;
  for (std::size_t part = 0; part < names.size(); ++part) {
    const Domino domino{names[part], &design.dominoes[fault * names.size() + part]};
    if (domino.probability() > 0) dominoes.fallen.push_back(domino);
    if (domino.probability() == 0) dominoes.untouched.push_back(names[part]);
  }
  std::ranges::stable_sort(dominoes.fallen, {}, [](const Domino& one) {
    return std::tuple(one.probability() < 0.5, one.left_after().mean, one[position].mean);
  });
  return dominoes;
}

Json dominoes_json(const DesignResult& design) {
  if (design.course.buckets == 0) return nullptr;
  auto json = Json::object();
  for (std::size_t fault = 0; fault < design.frame.faults.size(); ++fault)
    json[design.frame.faults[fault].name] = fault_json(design, fault);
  return json;
}

}  // namespace faultline
