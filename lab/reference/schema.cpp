#include "lab/reference/schema.hpp"

#include "lab/reference/listing_words.hpp"
#include "lab/reference/schema_values.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

Json schema_of(const Shape& shape, const Rule& rule);

/// "properties" and what goes with them, of an object with these fields and perhaps a "kind".
Json members(const std::vector<Field>& fields, Json properties = Json::object()) {
  auto required = Json::array();
  auto patterns = Json::object();
  for (const auto& field : fields) {
    auto schema = annotated(schema_of(field.shape, field.rule), field);
    (field.others ? patterns["^[^.]+\\.[^.]+$"] : properties[field.name]) = std::move(schema);
    if (field.rule.required) required.push_back(field.name);
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!patterns.empty()) schema["patternProperties"] = std::move(patterns);
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

Json when(Json condition, Json then) {
  return {{"if", std::move(condition)}, {"then", std::move(then)}};
}

/// {"kind": K, ...}: the kind's own members once the kind is known.
Json told_by_kind(const std::vector<KindShape>& kinds) {
  auto names = Json::array();
  auto cases = Json::array();
  std::string says;
  for (const auto& kind : kinds) {
    const Json is_kind{{"kind", {{"const", kind.name}}}};
    names.push_back(kind.name);
    says += (says.empty() ? "" : "\n") + kind.name + ": " + kind.says;
    cases.push_back(
        when({{"required", {"kind"}}, {"properties", is_kind}}, members(kind.fields, is_kind)));
  }
  return {{"type", "object"},
          {"required", {"kind"}},
          {"properties", {{"kind", {{"description", says}, {"enum", names}}}}},
          {"allOf", std::move(cases)}};
}

/// {"work": ..., ...}: the key that leads tells the kind.
Json told_by_leader(const std::vector<KindShape>& kinds) {
  auto leaders = Json::object();
  auto any = Json::array();
  auto cases = Json::array();
  for (const auto& kind : kinds) {
    const Json leads{{"required", {kind.name}}};
    leaders[kind.name] = {{"description", kind.says}};
    any.push_back(leads);
    cases.push_back(when(leads, members(kind.fields)));
  }
  return {{"type", "object"},
          {"properties", std::move(leaders)},
          {"anyOf", std::move(any)},
          {"allOf", std::move(cases)}};
}

/// The field that a bare value stands for, where the family has a short form.
const Field* short_field(const std::vector<KindShape>& kinds) {
  for (const auto& kind : kinds)
    if (const auto* field = find_among(kind.fields, kind.short_form)) return field;
  return nullptr;
}

Json whole_or_name(const std::vector<KindShape>& kinds, Json whole) {
  auto names = Json::array();
  for (const auto& kind : kinds) names.push_back(kind.name);
  return {{"if", {{"type", "string"}}},
          {"then", {{"enum", std::move(names)}}},
          {"else", std::move(whole)}};
}

Json family_schema(const Shape& family) {
  const auto kinds = family.kinds();
  auto whole = kinds.front().led_by == "kind" ? told_by_kind(kinds) : told_by_leader(kinds);
  if (kinds.front().bare_name) return whole_or_name(kinds, std::move(whole));
  const auto* brief = short_field(kinds);
  if (!brief) return whole;
  const bool whole_number = brief->shape.form == Shape::Form::integer;
  return {{"if", {{"type", whole_number ? "number" : "string"}}},
          {"then", schema_of(brief->shape, brief->rule)},
          {"else", std::move(whole)}};
}

Json schema_of(const Shape& shape, const Rule& rule) {
  Json schema;
  switch (shape.form) {
    case Shape::Form::boolean:
      return {{"type", "boolean"}};
    case Shape::Form::integer:
    case Shape::Form::number:
      schema["type"] = shape.form == Shape::Form::integer ? "integer" : "number";
      add_limits(schema, rule);
      return schema;
    case Shape::Form::text:
      return {{"type", "string"}};
    case Shape::Form::truth_or_text:
      return {{"anyOf", {{{"type", "boolean"}}, {{"type", "string"}}}}};
    case Shape::Form::choice:
      return {{"enum", shape.choices}};
    case Shape::Form::quantity:
      return reference_to((rule.positive ? "positive-" : "") + definition_key(shape.name));
    case Shape::Form::list:
      return {{"type", "array"}, {"items", schema_of(*shape.item, {})}};
    case Shape::Form::table:
      return {{"type", "object"}, {"additionalProperties", schema_of(*shape.item, {})}};
    case Shape::Form::object:
      return members(shape.fields);
    case Shape::Form::any:
      return Json::object();
    case Shape::Form::family:
      break;
  }
  return reference_to(definition_key(shape.name));
}

Json definitions(const Shape& root) {
  auto schemas = Json::object();
  for (const auto& quantity : {Codec<Duration>::shape(), Codec<Rate>::shape(),
                               Codec<Bytes>::shape(), Codec<Bandwidth>::shape()}) {
    const auto key = definition_key(quantity.name);
    schemas[key] = quantity_schema(quantity, false);
    schemas["positive-" + key] = quantity_schema(quantity, true);
  }
  for (const auto& shape : named_shapes(root))
    if (shape.form == Shape::Form::family)
      schemas[definition_key(shape.name)] = family_schema(shape);
  return schemas;
}

}  // namespace

Json scenario_schema() {
  const auto root = Codec<Scenario>::shape();
  Json schema{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "Faultline scenario"},
      {"description",
       "A business transaction, the designs that implement it, and the faults that hit them."}};
  schema.update(members(root.fields));
  schema["definitions"] = definitions(root);
  return schema;
}

}  // namespace faultline
