#include "lab/reference/example.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "lab/reference/lessons.hpp"
#include "sim/language/input_file.hpp"

namespace faultline {

namespace {

constexpr std::size_t most_bytes = 1 << 20;

std::string quoted(const std::string& word) { return "\"" + word + "\""; }

/// The end of the object that begins at `open`, behind its brace; the text's end where there is
/// none.
std::size_t end_of_object(const std::string& text, std::size_t open) {
  int depth = 0;
  bool in_string = false;
  for (auto i = open; i < text.size(); ++i) {
    if (in_string && text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (!in_string && text[i] == '{')
      ++depth;
    else if (!in_string && text[i] == '}' && --depth == 0)
      return i + 1;
  }
  return text.size();
}

/// The innermost object around `at`.
std::string object_around(const std::string& text, std::size_t at) {
  int depth = 0;
  for (auto i = at; i-- > 0;) {
    if (text[i] == '}') ++depth;
    if (text[i] == '{' && depth-- == 0) return text.substr(i, end_of_object(text, i) - i);
  }
  return {};
}

bool has_own_field(const KindShape& kind, const std::string& object) {
  return kind.fields.empty() || std::ranges::any_of(kind.fields, [&](const Field& field) {
           return object.find(quoted(field.name)) != object.npos;
         });
}

/// The lines of the object moved to the margin of an example.
std::string laid_out(const std::string& object) {
  std::string text = "    ";
  std::size_t margin = std::string::npos;
  for (auto at = object.find('\n'); at != object.npos; at = object.find('\n', at + 1))
    margin = std::min(margin, object.find_first_not_of(' ', at + 1) - at - 1);
  for (std::size_t i = 0; i < object.size(); ++i) {
    text += object[i];
    if (object[i] != '\n') continue;
    text += "      ";
    i += margin;
  }
  return text;
}

std::optional<Example> example_in(const std::filesystem::path& file, const KindShape& kind) {
  const auto text = read_file(file.string(), most_bytes).content;
  const auto mark =
      kind.led_by == "kind" ? "\"kind\": " + quoted(kind.name) : quoted(kind.name) + ":";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    const auto object = object_around(text, at);
    if (!has_own_field(kind, object)) continue;
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
    return Example{file, static_cast<std::size_t>(line), laid_out(object)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Example> example_of(const KindShape& kind) {
  auto files = lessons();
  std::ranges::stable_sort(files, std::greater{}, [&](const std::filesystem::path& file) {
    return file.stem().string().find(kind.name) != std::string::npos;
  });
  for (const auto& file : files)
    if (auto example = example_in(file, kind)) return example;
  return std::nullopt;
}

}  // namespace faultline
