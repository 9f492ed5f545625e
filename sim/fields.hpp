#pragma once

#include <string>
#include <vector>

#include "sim/document.hpp"
#include "sim/problems.hpp"
#include "sim/shape.hpp"

namespace faultline {

/// How a type is read and described; one specialisation for each type that a field can have.
template <class T>
struct Codec;

/// Visits the fields of a thing that a scenario declares. The thing lists them once,
///
///     void fields(Fields& f) { f("attempts", attempts, {.says = "...", .at_least = 1}); }
///
/// and the same list reads them from JSON or describes them with their defaults.
class Fields {
 public:
  /// Reads the members of `object`.
  Fields(const Node& object, Problems& problems);
  /// Describes.
  Fields() = default;

  template <class T>
  void operator()(const std::string& name, T& value, Rule rule) {
    if (!object_) {
      described_.push_back({name, Codec<T>::shape(), rule, Codec<T>::written(value), false});
    } else if (const auto* found = take(name)) {
      const auto told = problems_->count();
      Codec<T>::read(*found, value, *problems_);
      if (problems_->count() == told)
        check_range(*found, Codec<T>::magnitude(value), Codec<T>::shape(), rule);
    } else if (rule.required) {
      missing(name, Codec<T>::shape(), rule);
    }
  }

  /// All members whose name has a dot, "service.operation", as one table.
  template <class T>
  void others(T& table, Rule rule) {
    if (!object_)
      described_.push_back({"service.operation", *Codec<T>::shape().item, rule, "", true});
    else
      for (const auto& member : object_->members)
        if (member.key.find('.') != std::string::npos) {
          take(member.key);
          Codec<T>::read_entry(member, table, *problems_);
        }
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
  const Node* take(const std::string& name);
  void missing(const std::string& name, const Shape& shape, const Rule& rule);
  void check_range(const Node& node, double value, const Shape& shape, const Rule& rule);

  const Node* object_ = nullptr;
  Problems* problems_ = nullptr;
  std::size_t told_before_ = 0;
  std::vector<std::string> known_;
  std::vector<Field> described_;
};

/// Tells that `node` is not of the form that stands in `expected`.
void wrong_form(const Node& node, const std::string& expected, Problems& problems);

/// The same where what holds other things is expected.
void wrong_container(const Node& node, const std::string& expected, Problems& problems);

/// What the rule lets a number be: "more than 0", "1 to 1000"; empty where all are legal.
std::string legal_range(const Shape& shape, const Rule& rule);

}  // namespace faultline
