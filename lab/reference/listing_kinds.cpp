#include <fmt/format.h>

#include "lab/reference/listing.hpp"
#include "lab/reference/listing_words.hpp"
#include "lab/text/sheet.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

namespace {

constexpr std::size_t indent = 4;

void add_fields(Sheet& sheet, const std::vector<Field>& fields) {
  for (const auto& field : fields)
    sheet.add({field.name, type_in_words(field.shape), default_in_words(field),
               legal_range(field.shape, field.rule), sentence_of(field)});
}

std::string section(const Shape& object) {
  Sheet sheet(indent);
  add_fields(sheet, object.fields);
  return fmt::format("{}\n{}", object.name, sheet.text());
}

std::string family(const Shape& shape) {
  const auto kinds = shape.kinds();
  auto text = fmt::format("{}: {}{}\n", shape.name, how_written(kinds.front()),
                          kinds.front().bare_name ? ", or only the name" : "");
  for (const auto& kind : kinds) text += kind_listed(kind);
  return text;
}

/// With its only field, where that has a short form.
std::string in_full(const KindShape& kind) {
  if (kind.led_by != "kind") return fmt::format("{{\"{}\": value}}", kind.short_form);
  return fmt::format("{{\"kind\": \"{}\", \"{}\": value}}", kind.name, kind.short_form);
}

}  // namespace

std::string kind_listed(const KindShape& kind) {
  Sheet head(indent / 2);
  head.add({kind.name, kind.says});
  Sheet sheet(indent);
  add_fields(sheet, kind.fields);
  auto text = head.text();
  if (!kind.short_form.empty())
    text += fmt::format("    (short form of {}: only the value)\n", in_full(kind));
  return text + sheet.text();
}

std::string shape_listed(const Shape& shape) {
  return shape.form == Shape::Form::family ? family(shape) : section(shape);
}

std::string kinds_listed() {
  std::string text;
  for (const auto& shape : named_shapes(Codec<Scenario>::shape())) {
    if (!text.empty()) text += "\n";
    text += shape_listed(shape);
  }
  return text;
}

}  // namespace faultline
