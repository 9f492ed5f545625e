#include "lab/reference/listing_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/language/among.hpp"

namespace faultline {

namespace {

class Search {
 public:
  void visit(const Shape& shape) {
    if (shape.item) visit(*shape.item);
    if (shape.form == Shape::Form::object && meets(shape)) visit(shape.fields);
    if (shape.form == Shape::Form::family && meets(shape))
      for (const auto& kind : shape.kinds()) visit(kind.fields);
  }

  std::vector<Shape> found;

 private:
  bool meets(const Shape& shape) {
    const bool known = among(found, shape.name);
    if (!known) found.push_back(shape);
    return !known;
  }
  void visit(const std::vector<Field>& fields) {
    for (const auto& field : fields) visit(field.shape);
  }
};

}  // namespace

std::vector<Shape> named_shapes(const Shape& root) {
  Search search;
  search.visit(root);
  return search.found;
}

std::string type_in_words(const Shape& shape) {
  switch (shape.form) {
    case Shape::Form::boolean:
      return "true or false";
    case Shape::Form::integer:
      return "whole number";
    case Shape::Form::number:
      return "number";
    case Shape::Form::text:
      return "text";
    case Shape::Form::truth_or_text:
      return "true, false or text";
    case Shape::Form::any:
      return "any value";
    case Shape::Form::choice:
      return "word";
    case Shape::Form::list:
      return "list of " + type_in_words(*shape.item);
    case Shape::Form::table:
      return "table of " + type_in_words(*shape.item);
    case Shape::Form::quantity:
    case Shape::Form::object:
    case Shape::Form::family:
      break;
  }
  return shape.name.starts_with("a ") ? shape.name.substr(2) : shape.name;
}

std::string default_in_words(const Field& field) {
  if (field.rule.required) return "required";
  return field.standard.empty() ? "-" : field.standard;
}

std::string sentence_of(const Field& field) {
  auto says = field.rule.says;
  if (field.shape.form == Shape::Form::choice)
    says += fmt::format(": {}", fmt::join(field.shape.choices, ", "));
  return field.rule.changeable ? says + "; changeable" : says;
}

std::string how_written(const KindShape& kind) {
  return kind.led_by == "kind" ? fmt::format("{{\"kind\": \"{}\", ...}}", kind.name)
                               : fmt::format("{{\"{}\": ..., ...}}", kind.name);
}

std::string better_in_words(const Measure& measure) {
  switch (measure.better) {
    case Measure::Better::higher:
      return "higher";
    case Measure::Better::lower:
      return "lower";
    case Measure::Better::neither:
      break;
  }
  return "-";
}

std::string meaning_in_words(const Measure& measure) {
  const std::string meaning(measure.meaning);
  return measure.missing.empty() ? meaning
                                 : fmt::format("{} No value: {}.", meaning, measure.missing);
}

}  // namespace faultline
