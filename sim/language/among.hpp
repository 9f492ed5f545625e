#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <ranges>
#include <string>
#include <vector>

namespace faultline {

/// What a thing is looked for by: its member `name`; a thing without one is looked for by itself.
struct NameOf {
  template <class Thing>
  constexpr const auto& operator()(const Thing& thing) const {
    if constexpr (requires { thing.name; })
      return thing.name;
    else
      return thing;
  }
};

/// The names of all.
template <class Things>
std::vector<std::string> names_in(const Things& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(thing.name);
  return names;
}

/// Index of the first of these few things that has the name; their number where none has. A `Table`
/// has an index of its own (`find_entry`).
template <class Things, class Name, class Key = NameOf>
constexpr std::size_t index_among(const Things& things, const Name& name, Key key = {}) {
  const auto found = std::ranges::find(things, name, key);
  return static_cast<std::size_t>(found - std::ranges::begin(things));
}

/// The first that has it, or null.
template <class Things, class Name, class Key = NameOf>
constexpr auto* find_among(Things& things, const Name& name, Key key = {}) {
  const auto found = std::ranges::find(things, name, key);
  return found == std::ranges::end(things) ? nullptr : &*found;
}

/// Whether there is one.
template <class Things, class Name, class Key = NameOf>
constexpr bool among(const Things& things, const Name& name, Key key = {}) {
  return std::ranges::find(things, name, key) != std::ranges::end(things);
}

}  // namespace faultline
