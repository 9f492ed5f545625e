#include "lab/output/json/over_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <span>

#include "analysis/course/course.hpp"
#include "lab/output/csv/csv_cells.hpp"

namespace faultline {

namespace {

using Values = std::vector<Estimate>;  ///< by column, then by bucket
using Columns = std::span<const std::string_view>;

std::string digits(double number) { return fmt::format("{:.6g}", number); }

void append(std::string& csv, double number) {
  if (!std::isnan(number)) fmt::format_to(std::back_inserter(csv), "{:.6g}", number);
  csv += ',';
}

std::string head(const std::string& names, Columns columns) {
  auto head = "design," + names + ",time_s";
  for (const auto column : columns)
    for (const auto* part : {"mean", "low", "high"}) head += fmt::format(",{}_{}", column, part);
  return head + "," + progress_columns;
}

/// The rows of one part or edge.
void append_rows(std::string& csv, const std::string& place, const Values& values,
                 const DesignResult& design, const std::string& end) {
  const auto buckets = course_buckets(design.frame.length);
  for (std::size_t bucket = 0; bucket < design.course.buckets; ++bucket) {
    csv += cell(design.name) + "," + place + ",";
    append(csv, seconds(buckets.from(bucket)));
    for (auto i = bucket; i < values.size(); i += design.course.buckets) {
      append(csv, values[i].mean);
      append(csv, values[i].low);
      append(csv, values[i].high);
    }
    csv += end;
  }
}

Json rounded(double number) {
  return std::isnan(number) ? Json(nullptr) : Json(std::strtod(digits(number).c_str(), nullptr));
}

Json numbers(std::span<const Estimate> estimates, double Estimate::*part) {
  auto list = Json::array();
  for (const auto& estimate : estimates) list.push_back(rounded(estimate.*part));
  return list;
}

}  // namespace

Json column_json(std::span<const Estimate> estimates) {
  const bool none =
      std::ranges::all_of(estimates, [](const Estimate& one) { return std::isnan(one.mean); });
  if (none) return nullptr;
  return {{"mean", numbers(estimates, &Estimate::mean)},
          {"low", numbers(estimates, &Estimate::low)},
          {"high", numbers(estimates, &Estimate::high)}};
}

Json columns_json(const Values& values, Columns columns) {
  auto json = Json::object();
  const auto buckets = values.size() / columns.size();
  for (std::size_t i = 0; i < columns.size(); ++i)
    json[std::string(columns[i])] = column_json(std::span(values).subspan(i * buckets, buckets));
  return json;
}

Json means_json(const Values& values, Columns columns) {
  auto json = columns_json(values, columns);
  for (auto& column : json)
    if (!column.is_null()) column = Json(column["mean"]);
  return json;
}

std::string parts_csv(const Results& results) {
  auto csv = head("part", part_course_columns);
  for (const auto& design : results.designs) {
    const auto names = course_parts(design.frame);
    for (std::size_t i = 0; i < design.course.parts.size(); ++i)
      append_rows(csv, cell(names[i]), design.course.parts[i], design, progress(results));
  }
  return csv;
}

std::string edges_csv(const Results& results) {
  auto csv = head("from,to", edge_course_columns);
  for (const auto& design : results.designs)
    for (const auto& edge : design.course.edges)
      append_rows(csv,
                  cell(course_node(design.frame, edge.from)) + "," +
                      cell(course_node(design.frame, edge.to)),
                  edge.values, design, progress(results));
  return csv;
}

Json over_time_json(const DesignResult& design) {
  if (design.course.buckets == 0) return nullptr;
  Json json{{"time_s", Json::array()}, {"parts", Json::object()}, {"edges", Json::array()}};
  const auto buckets = course_buckets(design.frame.length);
  for (std::size_t bucket = 0; bucket < buckets.count(); ++bucket)
    json["time_s"].push_back(seconds(buckets.from(bucket)));
  const auto names = course_parts(design.frame);
  for (std::size_t i = 0; i < design.course.parts.size(); ++i)
    json["parts"][names[i]] = columns_json(design.course.parts[i], part_course_columns);
  for (const auto& edge : design.course.edges) {
    Json own{{"from", course_node(design.frame, edge.from)},
             {"to", course_node(design.frame, edge.to)}};
    own.update(columns_json(edge.values, edge_course_columns));
    json["edges"].push_back(std::move(own));
  }
  return json;
}

}  // namespace faultline
