#include "lab/reference/markdown.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "analysis/measures/measures.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/listing_words.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

namespace {

/// A bar would end the cell.
std::string in_cell(const std::string& words) {
  std::string escaped;
  for (const char letter : words) {
    if (letter == '|') escaped += '\\';
    escaped += letter == '\n' ? ' ' : letter;
  }
  return escaped;
}

std::string standard_of(const Field& field) {
  const auto words = default_in_words(field);
  return field.rule.required || words == "-" ? words : code(words);
}

std::string fields_table(const std::vector<Field>& fields) {
  if (fields.empty()) return "";
  auto table = "\n" + table_head({"field", "value", "default", "range", "meaning"});
  for (const auto& field : fields)
    table += table_row({code(field.name), type_in_words(field.shape), standard_of(field),
                        legal_range(field.shape, field.rule), sentence_of(field)});
  return table;
}

std::string kind_section(const KindShape& kind) {
  auto text = fmt::format("\n### {}\n\n{}\n", kind.name, kind.says);
  if (!kind.short_form.empty())
    text += fmt::format("\nShort form: a plain value is taken as {}.\n", code(kind.short_form));
  return text + fields_table(kind.fields);
}

std::string family_section(const Shape& shape) {
  const auto kinds = shape.kinds();
  const auto& first = kinds.front();
  auto text = fmt::format("\nOne of several kinds, written {}{}.\n", code(how_written(first)),
                          first.bare_name ? " or only the name" : "");
  for (const auto& kind : kinds) text += kind_section(kind);
  return text;
}

}  // namespace

std::string page_head(const std::string& title, const std::string& what) {
  return fmt::format(
      "# {}\n\nMade by `faultline list {} --markdown` from what the program declares.\n", title,
      what);
}

std::string table_head(const std::vector<std::string>& columns) {
  auto line = table_row(columns);
  std::string rule = "|";
  for (std::size_t i = 0; i < columns.size(); ++i) rule += " --- |";
  return line + rule + "\n";
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const auto& cell : cells) row += " " + in_cell(cell) + " |";
  return row + "\n";
}

std::string code(const std::string& words) { return "`" + words + "`"; }

std::string kinds_markdown() {
  auto page = page_head("The scenario language", "kinds");
  for (const auto& shape : named_shapes(Codec<Scenario>::shape())) {
    page += fmt::format("\n## {}\n", shape.name);
    page += shape.form == Shape::Form::family ? family_section(shape) : fields_table(shape.fields);
  }
  return page;
}

std::string measures_markdown() {
  auto page = page_head("Measures", "measures");
  std::optional<Measure::Group> group;
  for (const auto& measure : measures) {
    if (group != measure.group)
      page += fmt::format("\n## {}\n\n{}", name_of(measure.group),
                          table_head({"measure", "unit", "better", "meaning"}));
    group = measure.group;
    page += table_row({code(std::string(measure.key)), std::string(name_of(measure.unit)),
                       better_in_words(measure), meaning_in_words(measure)});
  }
  return page;
}

std::string scenarios_markdown(const std::filesystem::path& folder) {
  auto page = page_head("Lessons and examples", "scenarios");
  for (const auto& [heading, below] : {std::pair("Lessons", folder),
                                       {"Gallery", folder / "gallery"},
                                       {"Chaos", folder / "chaos"},
                                       {"Kinds", folder / "kinds"}}) {
    page += fmt::format("\n## {}\n\n{}", heading, table_head({"file", "title", "question"}));
    for (const auto& [file, title, question] : scenarios_in(json_files(below)))
      page += table_row({code(file.stem().string()), title, question});
  }
  return page;
}

}  // namespace faultline
