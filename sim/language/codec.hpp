#pragma once

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/language/among.hpp"
#include "sim/language/fields.hpp"
#include "sim/language/units.hpp"

namespace faultline {

/// What every codec has unless it says otherwise: no magnitude to check, no default to write.
template <class T>
struct PlainCodec {
  static double magnitude(const T&) { return NAN; }
  static std::string written(const T&) { return {}; }
};

template <>
struct Codec<bool> : PlainCodec<bool> {
  static void read(const Node& node, bool& value, Problems& problems);
  static Shape shape() { return {.form = Shape::Form::boolean}; }
  static std::string written(bool value) { return value ? "true" : "false"; }
};

template <>
struct Codec<std::int64_t> {
  static void read(const Node& node, std::int64_t& value, Problems& problems);
  static Shape shape() { return {.form = Shape::Form::integer}; }
  static double magnitude(std::int64_t value) { return static_cast<double>(value); }
  static void set(std::int64_t& value, double magnitude) { value = std::llround(magnitude); }
  static std::string written(std::int64_t value) { return fmt::format("{}", value); }
};

template <>
struct Codec<double> {
  static void read(const Node& node, double& value, Problems& problems);
  static Shape shape() { return {.form = Shape::Form::number}; }
  static double magnitude(double value) { return value; }
  static void set(double& value, double magnitude) { value = magnitude; }
  static std::string written(double value) {
    return std::isnan(value) ? "" : fmt::format("{}", value);
  }
};

template <>
struct Codec<std::string> : PlainCodec<std::string> {
  static void read(const Node& node, std::string& value, Problems& problems);
  static Shape shape() { return {.form = Shape::Form::text}; }
  static std::string written(const std::string& value) {
    return value.empty() ? "" : "\"" + value + "\"";
  }
};

/// The name of something that stands elsewhere in the scenario, and where it was mentioned.
struct Reference {
  std::string name;
  Place place;
};

template <>
struct Codec<Reference> : PlainCodec<Reference> {
  static void read(const Node& node, Reference& value, Problems& problems);
  static Shape shape() { return {.form = Shape::Form::text}; }
};

/// Off, on, or on and named.
struct Switch {
  bool on = true;
  std::optional<Reference> name;
};

template <>
struct Codec<Switch> : PlainCodec<Switch> {
  static void read(const Node& node, Switch& value, Problems& problems);
  static Shape shape() { return {.form = Shape::Form::truth_or_text}; }
  static std::string written(const Switch& value) { return value.on ? "true" : "false"; }
};

/// A codec for a value with a unit: T has one member, in the quantity's basic unit.
template <class T>
struct QuantityCodec {
  static void read(const Node& node, T& value, Problems& problems);
  static Shape shape();
  static double magnitude(const T& value);
  static void set(T& value, double magnitude);
  static std::string written(const T& value);
};

template <>
struct Codec<Duration> : QuantityCodec<Duration> {};
template <>
struct Codec<Rate> : QuantityCodec<Rate> {};
template <>
struct Codec<Bytes> : QuantityCodec<Bytes> {};
template <>
struct Codec<Bandwidth> : QuantityCodec<Bandwidth> {};

/// A word among a few. `words(T{})` gives them in the order of the enumerators.
template <class T>
concept Choice = std::is_enum_v<T> && requires {
  words(T{}).size();
};

/// The number of `node`'s text among `legal`; tells the problem and gives 0 where it is not there.
std::size_t read_choice(const Node& node, const std::vector<std::string>& legal,
                        Problems& problems);

template <Choice T>
struct Codec<T> : PlainCodec<T> {
  static std::vector<std::string> legal() {
    const auto all = words(T{});
    return {all.begin(), all.end()};
  }
  static void read(const Node& node, T& value, Problems& problems) {
    value = static_cast<T>(read_choice(node, legal(), problems));
  }
  static Shape shape() { return {.form = Shape::Form::choice, .name = {}, .choices = legal()}; }
  static std::string written(T value) {
    return "\"" + legal()[static_cast<std::size_t>(value)] + "\"";
  }
};

/// A thing that declares its fields.
template <class T>
concept Declared = std::default_initializable<T> && requires(T thing, Fields& f) {
  thing.fields(f);
};

template <Declared T>
struct Codec<T> : PlainCodec<T> {
  static void read(const Node& node, T& value, Problems& problems) {
    if (node.form != Node::Form::object) return wrong_container(node, "an object", problems);
    Fields fields(node, problems);
    value.fields(fields);
    fields.finish(T::called);
  }
  static Shape shape() {
    T standard{};
    Fields fields;
    standard.fields(fields);
    return {.form = Shape::Form::object,
            .name = T::called,
            .choices = {},
            .fields = fields.described()};
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void read(const Node& node, std::optional<T>& value, Problems& problems) {
    Codec<T>::read(node, value.emplace(), problems);
  }
  static Shape shape() { return Codec<T>::shape(); }
  static double magnitude(const std::optional<T>& value) {
    return value ? Codec<T>::magnitude(*value) : NAN;
  }
  static void set(std::optional<T>& value, double magnitude) requires Measured<T> {
    Codec<T>::set(value.emplace(), magnitude);
  }
  static std::string written(const std::optional<T>& value) {
    return value ? Codec<T>::written(*value) : "";
  }
};

/// Of a kind that could not be read; a list leaves it out.
template <class T>
bool is_nothing(const T& item) {
  if constexpr (requires { item == nullptr; }) return item == nullptr;
  return false;
}

template <class T>
struct Codec<std::vector<T>> : PlainCodec<std::vector<T>> {
  static void read(const Node& node, std::vector<T>& value, Problems& problems) {
    if (node.form != Node::Form::list) return wrong_container(node, "a list", problems);
    value.clear();
    for (const auto& item : node.items) {
      Codec<T>::read(item, value.emplace_back(), problems);
      if (is_nothing(value.back())) value.pop_back();
    }
  }
  static Shape shape() {
    return {.form = Shape::Form::list, .item = std::make_shared<Shape>(Codec<T>::shape())};
  }
};

/// Named things in the order of the file.
template <class T>
struct Entry {
  std::string name;
  Place place;
  T value;
};
template <class T>
class Table : public std::vector<Entry<T>> {
 public:
  using std::vector<Entry<T>>::vector;

  /// The first entry of that name, or null. Entries keep their names and are never taken out.
  const Entry<T>* find(std::string_view name) const {
    for (; indexed_ < this->size(); ++indexed_)
      index_.try_emplace((*this)[indexed_].name, indexed_);
    const auto found = index_.find(std::string(name));
    return found == index_.end() ? nullptr : &(*this)[found->second];
  }
  Entry<T>* find(std::string_view name) {
    return const_cast<Entry<T>*>(std::as_const(*this).find(name));
  }

 private:
  mutable std::map<std::string, std::size_t> index_;
  mutable std::size_t indexed_ = 0;  ///< so many entries, from the first on
};

template <class T>
struct Codec<Table<T>> : PlainCodec<Table<T>> {
  static void read(const Node& node, Table<T>& table, Problems& problems) {
    if (node.form != Node::Form::object) return wrong_container(node, "an object", problems);
    for (const auto& member : node.members) read_entry(member, table, problems);
  }
  static void read_entry(const Member& member, Table<T>& table, Problems& problems) {
    auto& entry = table.emplace_back(Entry<T>{member.key, member.place, {}});
    Codec<T>::read(member.value, entry.value, problems);
  }
  static Shape shape() {
    return {.form = Shape::Form::table, .item = std::make_shared<Shape>(Codec<T>::shape())};
  }
};

/// The entry of that name, or null.
template <class Entries>
auto find_entry(Entries& table, std::string_view name) -> decltype(&table.front()) {
  return table.find(name);
}

}  // namespace faultline
