#pragma once

#include <fmt/ranges.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/language/among.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// One entry of a family's explicit table: name, one sentence, factory.
template <class Family>
struct Kind {
  std::string name;
  std::string says;
  std::unique_ptr<Family> (*make)();
};

/// The table entry of `T`, a kind of `Family`.
template <class Family, class T>
Kind<Family> kind(std::string name, std::string says) {
  return {std::move(name), std::move(says),
          []() -> std::unique_ptr<Family> { return std::make_unique<T>(); }};
}

/// All kinds of a family, in one explicit table; specialised next to it.
template <class Family>
const std::vector<Kind<Family>>& kinds_of();

/// How a family stands in the language. A family has `called` (its name), `fields(Fields&)`,
/// `led_by_name` (true: {"work": ...}, false: {"kind": "retry", ...}) and, where a bare text
/// or number stands for {"kind": K, F: it}, `short_kind` = K and `short_field` = F; or, where a
/// bare text is the name of a kind whose fields may all be left out, `bare_name` = true. One that
/// has `is_of_kind(name)` is told the name under which it was read.
template <class T>
concept Family = requires(T& member, Fields& f) {
  T::called;
  T::led_by_name;
  T::short_kind;
  member.fields(f);
};

template <Family F>
constexpr bool bare_name() {
  if constexpr (requires { F::bare_name; }) return F::bare_name;
  return false;
}

template <Family F>
std::vector<KindShape> shapes_of() {
  std::vector<KindShape> shapes;
  for (const auto& kind : kinds_of<F>()) {
    Fields fields;
    kind.make()->fields(fields);
    const bool brief = kind.name == F::short_kind;
    shapes.push_back({kind.name, kind.says, fields.described(), F::led_by_name ? kind.name : "kind",
                      brief ? F::short_field : "", bare_name<F>()});
  }
  return shapes;
}

template <Family F>
struct Codec<std::unique_ptr<F>> : PlainCodec<std::unique_ptr<F>> {
  static void read(const Node& node, std::unique_ptr<F>& value, Problems& problems) {
    if (bare_name<F>() && node.form == Node::Form::text) return read_bare(node, value, problems);
    const bool single = node.form == Node::Form::text || node.form == Node::Form::number;
    if (single && !std::string(F::short_kind).empty()) return read_short(node, value, problems);
    if (node.form != Node::Form::object)
      return problems.leave_loose(),
             wrong_form(node, fmt::format("an object ({})", F::called), problems);
    const auto* kind = F::led_by_name ? by_leading_key(node, problems) : by_kind(node, problems);
    if (kind) read_members(node, *kind, value, problems);
  }

  static Shape shape() {
    return {.form = Shape::Form::family, .name = F::called, .kinds = &shapes_of<F>};
  }

 private:
  static const Kind<F>* named(const std::string& name) { return find_among(kinds_of<F>(), name); }

  static const Kind<F>* by_kind(const Node& node, Problems& problems) {
    const auto* name = node.find("kind");
    if (!name || name->form != Node::Form::text) {
      unknown(node, name ? name->place : node.place,
              fmt::format("\"kind\" must say which {} this is (legal: {})", F::called,
                          fmt::join(names_in(kinds_of<F>()), ", ")),
              problems);
      return nullptr;
    }
    const auto* kind = named(name->text);
    if (!kind)
      unknown(node, name->place, not_among(F::called, name->text, names_in(kinds_of<F>())),
              problems);
    return kind;
  }

  /// What has a name of its own takes that with it.
  static void unknown(const Node& node, const Place& place, std::string message,
                      Problems& problems) {
    if (node.find("name"))
      problems.add_unread(place, std::move(message));
    else
      problems.add_loose(place, std::move(message));
  }

  static const Kind<F>* by_leading_key(const Node& node, Problems& problems) {
    const Kind<F>* found = nullptr;
    for (const auto& member : node.members) {
      const auto* kind = named(member.key);
      if (kind && found) return second_leader(member, *found, problems), nullptr;
      if (kind) found = kind;
    }
    if (!found) unknown_leader(node, problems);
    return found;
  }

  static void second_leader(const Member& member, const Kind<F>& first, Problems& problems) {
    if (problems.told_at(member.place)) return;
    problems.add_loose(member.place,
                       fmt::format("this {} already is a \"{}\"; one {} can have only one kind",
                                   F::called, first.name, F::called));
  }

  static void unknown_leader(const Node& node, Problems& problems) {
    if (node.members.empty())
      return problems.add_loose(node.place, fmt::format("this {} is empty (legal: {})", F::called,
                                                        fmt::join(names_in(kinds_of<F>()), ", ")));
    const auto& first = node.members.front();
    problems.add_loose(first.place, not_among(F::called, first.key, names_in(kinds_of<F>())));
  }

  static void read_members(const Node& node, const Kind<F>& kind, std::unique_ptr<F>& value,
                           Problems& problems) {
    value = kind.make();
    if constexpr (requires { value->is_of_kind(kind.name); }) value->is_of_kind(kind.name);
    Fields fields(node, problems);
    if (!F::led_by_name) fields.known("kind");
    value->fields(fields);
    fields.finish("\"" + kind.name + "\"");
  }

  static void read_bare(const Node& node, std::unique_ptr<F>& value, Problems& problems) {
    Node object;
    object.form = Node::Form::object;
    object.place = node.place;
    if (const auto* kind = named(node.text)) return read_members(object, *kind, value, problems);
    problems.add_loose(node.place, not_among(F::called, node.text, names_in(kinds_of<F>())));
  }

  static void read_short(const Node& node, std::unique_ptr<F>& value, Problems& problems) {
    Node object;
    object.form = Node::Form::object;
    object.place = node.place;
    object.members.push_back({F::short_field, node.place, node});
    read_members(object, *named(F::short_kind), value, problems);
  }
};

}  // namespace faultline
