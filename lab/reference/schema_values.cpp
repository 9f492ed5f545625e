#include "lab/reference/schema_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "sim/language/fields.hpp"

namespace faultline {

std::string definition_key(const std::string& name) {
  auto key = name.starts_with("a ") ? name.substr(2) : name;
  std::ranges::replace(key, ' ', '-');
  return key;
}

Json reference_to(const std::string& key) { return {{"$ref", "#/definitions/" + key}}; }

Json quantity_schema(const Shape& quantity, bool positive) {
  constexpr auto amount = "([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";
  const auto pattern = fmt::format("^{}{}({})$", positive ? "(?=[0-9.]*[1-9])" : "", amount,
                                   fmt::join(quantity.choices, "|"));
  return {{"type", "string"},
          {"pattern", pattern},
          {"description", fmt::format("{}: a number and its unit ({})", quantity.name,
                                      fmt::join(quantity.choices, ", "))}};
}

namespace {

/// Written without a fraction where it has none.
Json number(double value) {
  if (value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

}  // namespace

void add_limits(Json& schema, const Rule& rule) {
  if (rule.positive) schema["exclusiveMinimum"] = 0;
  if (std::isfinite(rule.at_least)) schema["minimum"] = number(rule.at_least);
  if (std::isfinite(rule.at_most)) schema["maximum"] = number(rule.at_most);
}

Json annotated(Json schema, const Field& field) {
  auto says = field.rule.says;
  if (const auto range = legal_range(field.shape, field.rule); !range.empty())
    says += fmt::format(" ({})", range);
  Json result{{"description", says}};
  if (schema.contains("$ref"))
    result["allOf"] = Json::array({schema});
  else
    result.update(schema);
  if (!field.rule.required && !field.standard.empty())
    result["default"] = Json::parse(field.standard);
  return result;
}

}  // namespace faultline
