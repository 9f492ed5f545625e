#include "sim/language/codec.hpp"

#include <charconv>

#include "sim/language/among.hpp"

namespace faultline {

void Codec<bool>::read(const Node& node, bool& value, Problems& problems) {
  if (node.form != Node::Form::boolean) return wrong_form(node, "true or false", problems);
  value = node.truth;
}

void Codec<std::int64_t>::read(const Node& node, std::int64_t& value, Problems& problems) {
  const auto* end = node.text.data() + node.text.size();
  std::int64_t whole = 0;
  const auto [rest, error] = std::from_chars(node.text.data(), end, whole);
  if (error == std::errc::result_out_of_range && rest == end)
    return problems.add(node.place, fmt::format("the number {} is too large", node.text));
  if (node.form != Node::Form::number || error != std::errc{} || rest != end)
    return wrong_form(node, "a whole number", problems);
  value = whole;
}

void Codec<double>::read(const Node& node, double& value, Problems& problems) {
  if (node.form != Node::Form::number) return wrong_form(node, "a number", problems);
  value = node.number;
}

void Codec<std::string>::read(const Node& node, std::string& value, Problems& problems) {
  if (node.form != Node::Form::text) return wrong_form(node, "text", problems);
  value = node.text;
}

void Codec<Reference>::read(const Node& node, Reference& value, Problems& problems) {
  const auto told = problems.count();
  Codec<std::string>::read(node, value.name, problems);
  value.place = node.place;
  if (node.form == Node::Form::text && node.text.empty())
    problems.add(node.place, "a name must not be empty");
  if (problems.count() > told) problems.leave_loose();
}

void Codec<Switch>::read(const Node& node, Switch& value, Problems& problems) {
  if (node.form == Node::Form::text)
    Codec<Reference>::read(node, value.name.emplace(), problems);
  else if (node.form == Node::Form::boolean)
    value.on = node.truth;
  else
    wrong_form(node, "true, false or a name", problems), problems.leave_loose();
}

namespace {

const Quantity& quantity_of(const Duration&) { return duration_quantity(); }
const Quantity& quantity_of(const Rate&) { return rate_quantity(); }
const Quantity& quantity_of(const Bytes&) { return bytes_quantity(); }
const Quantity& quantity_of(const Bandwidth&) { return bandwidth_quantity(); }

void assign(Duration& value, double amount) {
  value = Duration{static_cast<std::int64_t>(std::llround(amount))};
}
void assign(Rate& value, double amount) { value.per_second = amount; }
void assign(Bytes& value, double amount) { value.count = std::llround(amount); }
void assign(Bandwidth& value, double amount) { value.bytes_per_second = amount; }

double amount_of(const Duration& value) { return static_cast<double>(value.count()); }
double amount_of(const Rate& value) { return value.per_second; }
double amount_of(const Bytes& value) { return static_cast<double>(value.count); }
double amount_of(const Bandwidth& value) { return value.bytes_per_second; }

}  // namespace

template <class T>
void QuantityCodec<T>::read(const Node& node, T& value, Problems& problems) {
  const auto& quantity = quantity_of(value);
  if (node.form == Node::Form::number)
    return problems.add(
        node.place, fmt::format("{} has no unit; {} is written as \"{}\" (units: {})", node.text,
                                quantity.name, quantity.example, legal_units(quantity)));
  if (node.form != Node::Form::text)
    return wrong_form(node, fmt::format("{} such as \"{}\"", quantity.name, quantity.example),
                      problems);
  std::string why;
  const auto amount = parse_quantity(node.text, quantity, why);
  if (std::isnan(amount)) return problems.add(node.place, why);
  assign(value, amount);
}

template <class T>
Shape QuantityCodec<T>::shape() {
  const auto& quantity = quantity_of(T{});
  Shape shape{.form = Shape::Form::quantity, .name = std::string(quantity.name)};
  for (const auto& unit : quantity.units) shape.choices.emplace_back(unit.name);
  return shape;
}

template <class T>
double QuantityCodec<T>::magnitude(const T& value) {
  return amount_of(value);
}

template <class T>
void QuantityCodec<T>::set(T& value, double magnitude) {
  assign(value, magnitude);
}

template <class T>
std::string QuantityCodec<T>::written(const T& value) {
  return "\"" + write_quantity(amount_of(value), quantity_of(value)) + "\"";
}

template struct QuantityCodec<Duration>;
template struct QuantityCodec<Rate>;
template struct QuantityCodec<Bytes>;
template struct QuantityCodec<Bandwidth>;

std::size_t read_choice(const Node& node, const std::vector<std::string>& legal,
                        Problems& problems) {
  if (node.form != Node::Form::text) {
    wrong_form(node, "text", problems);
    return 0;
  }
  const auto index = index_among(legal, node.text);
  if (index < legal.size()) return index;
  problems.add(node.place, not_among("choice", node.text, legal));
  return 0;
}

}  // namespace faultline
