#include "sim/language/fields.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

Fields::Fields(const Node& object, Problems& problems)
    : object_(&object), problems_(&problems), told_before_(problems.count()) {}

const Node* Fields::take(const std::string& name) {
  known_.push_back(name);
  return object_->find(name);
}

const Place& Fields::place_of(const std::string& name) const {
  const auto* found = object_->find(name);
  return found ? found->place : object_->place;
}

namespace {

bool holds_names(const Shape& shape) {
  return shape.form == Shape::Form::list || shape.form == Shape::Form::table ||
         shape.form == Shape::Form::object;
}

bool holds_names(const Node& node) {
  return node.form == Node::Form::list || node.form == Node::Form::object;
}

std::string value_in_words(double value, const Shape& shape) {
  for (const auto* quantity :
       {&duration_quantity(), &rate_quantity(), &bytes_quantity(), &bandwidth_quantity()})
    if (shape.form == Shape::Form::quantity && shape.name == quantity->name && value != 0)
      return write_quantity(value, *quantity);
  return fmt::format("{}", value);
}

}  // namespace

void Fields::missing(const std::string& name, const Shape& shape, const Rule& rule) {
  auto message = fmt::format("\"{}\" is missing: {}", name, rule.says);
  if (holds_names(shape))
    problems_->add_unread(object_->place, std::move(message));
  else if (shape.form == Shape::Form::text)
    problems_->add_loose(object_->place, std::move(message));
  else
    problems_->add(object_->place, std::move(message));
}

std::string legal_range(const Shape& shape, const Rule& rule) {
  const bool bounded = std::isfinite(rule.at_most);
  const auto most = value_in_words(rule.at_most, shape);
  if (rule.positive) return bounded ? "more than 0, at most " + most : "more than 0";
  if (!std::isfinite(rule.at_least)) return bounded ? most + " or less" : "";
  auto least = value_in_words(rule.at_least, shape);
  if (rule.at_least == rule.at_most) return least;
  return bounded ? fmt::format("{} to {}", least, most) : least + " or more";
}

void check_range(Problems& problems, const Node& node, double value, const Shape& shape,
                 const Rule& rule) {
  const bool outside =
      value < rule.at_least || value > rule.at_most || (rule.positive && value <= 0);
  if (outside)
    problems.add(node.place, fmt::format("{} is out of range: {} is legal",
                                         value_in_words(value, shape), legal_range(shape, rule)));
}

void Fields::finish(const std::string& what) {
  if (!reading()) return;
  std::size_t unknown = 0;
  for (const auto& member : object_->members) {
    if (others_ && member.key.find('.') != std::string::npos) continue;
    if (among(known_, member.key)) continue;
    auto message = "unknown key: " + not_among("field of " + what, member.key, known_, unknown++);
    if (holds_names(member.value))
      problems_->add_unread(member.place, std::move(message));
    else if (member.value.form == Node::Form::text)
      problems_->add_loose(member.place, std::move(message));
    else
      problems_->add(member.place, std::move(message));
  }
}

void wrong_form(const Node& node, const std::string& expected, Problems& problems) {
  problems.add(node.place, fmt::format("expected {}, found {}", expected, node.described()));
}

void wrong_container(const Node& node, const std::string& expected, Problems& problems) {
  problems.add_unread(node.place, fmt::format("expected {}, found {}", expected, node.described()));
}

}  // namespace faultline
