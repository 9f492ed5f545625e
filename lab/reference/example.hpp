#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "sim/language/shape.hpp"

namespace faultline {

/// An object of the scenario language as it stands in a file.
struct Example {
  std::filesystem::path file;
  std::size_t line;
  std::string text;  ///< whole lines, indented by four
};

/// The first place in the project's scenarios where this kind stands with a field of its own, in
/// its own example file if there is one. Nothing where no scenarios are found, or none shows it.
std::optional<Example> example_of(const KindShape& kind);

}  // namespace faultline
