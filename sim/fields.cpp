#include "sim/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/units.hpp"

namespace faultline {

Fields::Fields(const Node& object, Problems& problems) : object_(&object), problems_(&problems) {}

const Node* Fields::take(const std::string& name) {
  known_.push_back(name);
  return object_->find(name);
}

void Fields::missing(const std::string& name, const Rule& rule) {
  problems_->add(object_->place, fmt::format("\"{}\" is missing: {}", name, rule.says));
}

namespace {

std::string in_words(double value, const Shape& shape) {
  for (const auto* quantity :
       {&duration_quantity(), &rate_quantity(), &bytes_quantity(), &bandwidth_quantity()})
    if (shape.form == Shape::Form::quantity && shape.name == quantity->name)
      return write_quantity(value, *quantity);
  return fmt::format("{}", value);
}

}  // namespace

void Fields::check_range(const Node& node, double value, const Shape& shape, const Rule& rule) {
  if (std::isnan(value)) return;
  const auto tell = [&](const std::string& bound) {
    problems_->add(node.place,
                   fmt::format("{} is out of range: {} is legal", in_words(value, shape), bound));
  };
  if (rule.positive && value <= 0)
    tell("more than 0");
  else if (value < rule.at_least && std::isfinite(rule.at_most))
    tell(fmt::format("{} to {}", in_words(rule.at_least, shape), in_words(rule.at_most, shape)));
  else if (value < rule.at_least)
    tell(in_words(rule.at_least, shape) + " or more");
  else if (value > rule.at_most)
    tell(in_words(rule.at_most, shape) + " or less");
}

void Fields::finish(const std::string& what) {
  if (!reading()) return;
  for (const auto& member : object_->members)
    if (std::find(known_.begin(), known_.end(), member.key) == known_.end())
      problems_->add(member.place,
                     "unknown key: " + not_among("field of " + what, member.key, known_));
}

void wrong_form(const Node& node, const std::string& expected, Problems& problems) {
  problems.add(node.place, fmt::format("expected {}, found {}", expected, node.described()));
}

}  // namespace faultline
