#include <fmt/format.h>

#include <functional>
#include <map>

#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/listing_search.hpp"
#include "lab/reference/markdown.hpp"
#include "lab/text/sheet.hpp"
#include "lab/text/words.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

/// False where there is none.
bool print_scenarios() {
  const auto folder = scenario_folder();
  if (folder.empty())
    tell("faultline: no folder \"scenarios\" with scenario files was found\n");
  else
    put(scenarios_listed(folder));
  return !folder.empty();
}

int search(const std::string& word) {
  const auto found = word_listed(word);
  const auto near = found.empty() ? nearest_listed(word) : "";
  if (found.empty())
    tell("faultline: no kind, field or measure matches \"{0}\"{1}\n", word,
         near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near));
  put(found);
  return found.empty() ? ExitCode::bad_input : ExitCode::holds;
}

std::string commands_listed(const std::vector<CommandShape>& commands) {
  Sheet sheet(2);
  for (const auto& command : commands) {
    sheet.add_heading(fmt::format("{} {}", command.name, usage_of(command)));
    sheet.add({"", "", command.says});
    for (const auto& argument : command.arguments)
      sheet.add({argument.name, argument.is_option() ? argument.value : "", argument.says});
  }
  return sheet.text();
}

/// One page, or all of them one after another.
int print_pages(const std::string& what, const std::vector<CommandShape>& commands) {
  const std::map<std::string, std::function<std::string()>> pages{
      {"commands", [&] { return commands_markdown(commands); }},
      {"kinds", kinds_markdown},
      {"measures", measures_markdown},
      {"scenarios", [] { return scenarios_markdown(scenario_folder()); }}};
  if (what == "all")
    for (const auto& [name, page] : pages) put((name == "commands" ? "" : "\n") + page());
  else if (pages.contains(what))
    put(pages.at(what)());
  else
    throw UsageError(
        not_among("page", what, {"commands", "kinds", "measures", "scenarios", "all"}));
  return ExitCode::holds;
}

}  // namespace

int list_command(const ListOptions& options, const std::vector<CommandShape>& commands) {
  const auto& what = options.what;
  if (options.markdown) return print_pages(what, commands);
  if (what == "scenarios") return print_scenarios() ? ExitCode::holds : ExitCode::bad_input;
  if (what == "kinds") {
    put(kinds_listed());
  } else if (what == "measures") {
    put(measures_listed());
  } else if (what == "commands") {
    put(commands_listed(commands));
  } else if (what == "all") {
    put(kinds_listed());
    put("\nscenarios\n\n");
    print_scenarios();
    put("\nmeasures\n\n");
    put(measures_listed());
  } else {
    return search(what);
  }
  return ExitCode::holds;
}

}  // namespace faultline
