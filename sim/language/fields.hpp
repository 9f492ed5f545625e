#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/language/document.hpp"
#include "sim/language/problems.hpp"
#include "sim/language/setting.hpp"
#include "sim/language/shape.hpp"

namespace faultline {

/// How a type is read and described; one specialisation for each type that a field can have.
template <class T>
struct Codec;

/// Tells a value that the rule does not allow.
void check_range(Problems& problems, const Node& node, double value, const Shape& shape,
                 const Rule& rule);

/// Visits the fields of a thing that a scenario declares. The thing lists them once,
///
///     void fields(Fields& f) { f("attempts", attempts, {.says = "...", .at_least = 1}); }
///
/// and the same list reads them from JSON, describes them with their defaults, or finds one of them
/// to change it.
class Fields {
 public:
  /// Reads the members of `object`.
  Fields(const Node& object, Problems& problems);
  /// Describes.
  Fields() = default;

  /// Looks for a field that can be changed during a run.
  static Fields finding(std::string name) {
    Fields fields;
    fields.wanted_ = std::move(name);
    return fields;
  }
  /// What was found; null where there is none.
  std::unique_ptr<Setting> found() { return std::move(found_); }

  template <class T>
  void operator()(const std::string& name, T& value, Rule rule) {
    if (!wanted_.empty()) {
      if (name == wanted_ && rule.changeable) find(value, rule);
    } else if (!object_) {
      described_.push_back({name, Codec<T>::shape(), rule, Codec<T>::written(value), false});
    } else if (const auto* found = take(name)) {
      const auto told = problems_->count();
      Codec<T>::read(*found, value, *problems_);
      if (problems_->count() == told)
        check_range(*problems_, *found, Codec<T>::magnitude(value), Codec<T>::shape(), rule);
    } else if (rule.required) {
      missing(name, Codec<T>::shape(), rule);
    }
  }

  /// All members whose name has a dot, "service.operation", as one table.
  template <class T>
  void others(T& table, Rule rule) {
    if (!wanted_.empty()) return;
    if (!object_)
      described_.push_back({"service.operation", *Codec<T>::shape().item, rule, "", true});
    else
      for (const auto& member : object_->members)
        if (member.key.find('.') != std::string::npos) {
          known(member.key);
          Codec<T>::read_entry(member, table, *problems_);
        }
    others_ = true;
    known("service.operation");
  }

  /// Names a member that somebody else reads, such as "kind".
  void known(const std::string& name) { known_.push_back(name); }

  /// Tells every member that no field took.
  void finish(const std::string& what);

  /// True while reading; then `place()` is where the object stands.
  bool reading() const { return object_ != nullptr; }
  const Place& place() const { return object_->place; }
  /// Where that member's value stands; where the object stands if it has none.
  const Place& place_of(const std::string& name) const;
  /// True while reading, as long as nothing in the object was found to be wrong: then its fields
  /// can be compared with each other.
  bool sound() const { return reading() && problems_->count() == told_before_; }
  Problems& problems() { return *problems_; }
  const std::vector<Field>& described() const { return described_; }

 private:
  template <class T>
  void find(T& value, const Rule& rule);
  const Node* take(const std::string& name);
  void missing(const std::string& name, const Shape& shape, const Rule& rule);
  const Node* object_ = nullptr;
  Problems* problems_ = nullptr;
  std::size_t told_before_ = 0;
  std::vector<std::string> known_;
  bool others_ = false;  ///< members whose name has a dot were taken
  std::vector<Field> described_;
  std::string wanted_;  ///< the field that is looked for
  std::unique_ptr<Setting> found_;
};

/// Types whose values are numbers, in a basic unit.
template <class T>
concept Measured = requires(T& value) {
  Codec<T>::set(value, 0.0);
};

/// The value of a field of type T.
template <class T>
class SettingOf final : public Setting {
 public:
  SettingOf(T& value, Rule rule) : value_(value), rule_(std::move(rule)) {}

  void check(const Node& to, Problems& problems) const override {
    const auto told = problems.count();
    T read{};
    Codec<T>::read(to, read, problems);
    if (problems.count() == told)
      check_range(problems, to, Codec<T>::magnitude(read), Codec<T>::shape(), rule_);
  }
  void set(const Node& to) override {
    Problems none("");
    Codec<T>::read(to, value_, none);
  }
  bool given() const override {
    if constexpr (requires { value_.has_value(); }) return value_.has_value();
    return true;
  }
  std::function<void()> kept() override {
    return [this, before = value_] { value_ = before; };
  }
  double magnitude() const override {
    if constexpr (Measured<T>) return Codec<T>::magnitude(value_);
    return NAN;
  }
  double magnitude_of(const Node& to) const override {
    Problems none("");
    T read{};
    Codec<T>::read(to, read, none);
    if constexpr (Measured<T>) return Codec<T>::magnitude(read);
    return NAN;
  }
  void set_to(double magnitude) override {
    if constexpr (Measured<T>) Codec<T>::set(value_, magnitude);
  }

 private:
  T& value_;
  Rule rule_;
};

template <class T>
void Fields::find(T& value, const Rule& rule) {
  if constexpr (std::is_trivially_copyable_v<T>)
    found_ = std::make_unique<SettingOf<T>>(value, rule);
}

/// Tells that `node` is not of the form that stands in `expected`.
void wrong_form(const Node& node, const std::string& expected, Problems& problems);

/// The same where what holds other things is expected.
void wrong_container(const Node& node, const std::string& expected, Problems& problems);

/// What the rule lets a number be: "more than 0", "1 to 1000"; empty where all are legal.
std::string legal_range(const Shape& shape, const Rule& rule);

}  // namespace faultline
