#include "lab/reference/listing_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "lab/reference/example.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/listing_words.hpp"
#include "lab/text/sheet.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// Whether a word of the text begins with this one: "retr" is found in "retries", "ttl" is not
/// found in "throttle".
bool holds(const std::string& text, const std::string& word) {
  const auto whole = lower(text);
  const auto wanted = lower(word);
  for (auto at = whole.find(wanted); at != whole.npos; at = whole.find(wanted, at + 1))
    if (at == 0 || !std::isalnum(static_cast<unsigned char>(whole[at - 1]))) return true;
  return false;
}

std::string shown(const KindShape& kind) {
  const auto example = example_of(kind);
  if (!example) return "";
  return fmt::format("    shown by {}, line {} (run it: faultline run {}):\n\n{}\n",
                     example->file.string(), example->line, example->file.stem().string(),
                     example->text);
}

/// The kinds of that very name, of all families.
std::string kinds_called(const std::vector<Shape>& shapes, const std::string& name) {
  std::string text;
  for (const auto& shape : shapes) {
    if (shape.form != Shape::Form::family) continue;
    const auto kinds = shape.kinds();
    if (const auto* kind = find_among(kinds, name))
      text += fmt::format("{}{}\n{}{}", text.empty() ? "" : "\n", shape.name, kind_listed(*kind),
                          shown(*kind));
  }
  return text;
}

void find_fields(Sheet& sheet, const std::string& where, const std::vector<Field>& fields,
                 const std::string& word) {
  for (const auto& field : fields)
    if (holds(field.name, word) || holds(sentence_of(field), word))
      sheet.add({where + "." + field.name, sentence_of(field)});
}

std::string language_with(const std::vector<Shape>& shapes, const std::string& word) {
  Sheet sheet(2);
  for (const auto& shape : shapes) {
    if (shape.form != Shape::Form::family) {
      find_fields(sheet, shape.name, shape.fields, word);
      continue;
    }
    for (const auto& kind : shape.kinds()) {
      const auto where = shape.name + " " + kind.name;
      if (holds(kind.name, word) || holds(kind.says, word)) sheet.add({where, kind.says});
      find_fields(sheet, where, kind.fields, word);
    }
  }
  return sheet.text();
}

std::string measures_with(const std::string& word) {
  Sheet sheet(2);
  for (const auto& measure : measures) {
    const std::string key(measure.key);
    const std::string meaning(measure.meaning);
    if (holds(key, word) || holds(meaning, word)) sheet.add({key, meaning});
  }
  return sheet.text();
}

std::string scenarios_with(const std::string& word) {
  Sheet sheet(2);
  for (const auto& [file, title, question] : scenarios_in(lessons()))
    if (holds(title, word) || holds(question, word) || holds(file.stem().string(), word))
      sheet.add({file.string(), fmt::format("{}: {}", title, question)});
  return sheet.text();
}

std::string under(const char* heading, const std::string& text) {
  return text.empty() ? "" : fmt::format("{}\n{}", heading, text);
}

}  // namespace

std::string word_listed(const std::string& word) {
  const auto shapes = named_shapes(Codec<Scenario>::shape());
  if (const auto* shape = find_among(shapes, word)) return shape_listed(*shape);
  if (const auto kinds = kinds_called(shapes, word); !kinds.empty()) return kinds;
  return under("kinds and fields", language_with(shapes, word)) +
         under("measures", measures_with(word)) + under("scenarios", scenarios_with(word));
}

std::string nearest_listed(const std::string& word) {
  std::vector<std::string> names{"kinds", "scenarios", "measures", "all"};
  for (const auto& shape : named_shapes(Codec<Scenario>::shape()))
    if (shape.form == Shape::Form::family)
      for (const auto& kind : shape.kinds()) names.push_back(kind.name);
  for (const auto& measure : measures) names.emplace_back(measure.key);
  return std::string(nearest(word, names));
}

}  // namespace faultline
