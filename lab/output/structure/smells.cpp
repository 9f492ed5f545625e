#include "lab/output/structure/smells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lab/text/build.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::string_view names[] = {"note", "warning", "error"};

}  // namespace

std::string_view name_of(Severity severity) { return names[static_cast<std::size_t>(severity)]; }
Severity severity_named(std::string_view name) {
  return static_cast<Severity>(std::ranges::find(names, name) - std::begin(names));
}

std::string smells_text(const std::vector<Smell>& smells) {
  std::string text;
  for (const auto& smell : smells)
    text += hung(fmt::format("  {:<9}", name_of(smell.severity)),
                 fmt::format("{}: {} (line {}); {}.", smell.kind, smell.evidence, smell.place.line,
                             smell.remedy));
  return text;
}

Json smells_json(const std::vector<Smell>& smells) {
  auto list = Json::array();
  for (const auto& smell : smells)
    list.push_back({{"kind", smell.kind},
                    {"severity", name_of(smell.severity)},
                    {"line", smell.place.line},
                    {"column", smell.place.column},
                    {"place", smell.place.pointer},
                    {"evidence", smell.evidence},
                    {"remedy", smell.remedy}});
  return list;
}

namespace {

/// "shared-database"
std::string rule_id(std::string name) {
  std::ranges::replace(name, ' ', '-');
  return name;
}

Json rules() {
  auto rules = Json::array();
  for (const auto& kind : smell_kinds())
    rules.push_back({{"id", rule_id(kind.name)},
                     {"shortDescription", {{"text", kind.says}}},
                     {"help", {{"text", kind.remedy + "."}}},
                     {"defaultConfiguration", {{"level", name_of(kind.severity)}}}});
  return rules;
}

Json result_of(const Smell& smell, const std::string& design, const std::string& file) {
  return {{"ruleId", rule_id(smell.kind)},
          {"level", name_of(smell.severity)},
          {"message", {{"text", fmt::format("{}: {}; {}.", design, smell.evidence, smell.remedy)}}},
          {"locations",
           {{{"physicalLocation",
              {{"artifactLocation", {{"uri", file}}},
               {"region",
                {{"startLine", std::max(1, smell.place.line)},
                 {"startColumn", std::max(1, smell.place.column)}}}}}}}}};
}

}  // namespace

Json smells_sarif(const std::vector<DesignSmells>& designs, const std::string& file) {
  auto results = Json::array();
  for (const auto& [design, smells] : designs)
    for (const auto& smell : smells) results.push_back(result_of(smell, design, file));
  auto run = Json::object();
  run["tool"] = {{"driver", {{"name", "faultline"}, {"version", version}, {"rules", rules()}}}};
  run["results"] = std::move(results);
  return {{"$schema",
           "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
           "sarif-schema-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(run)})}};
}

}  // namespace faultline
