#include <fmt/format.h>

#include "lab/commands/commands.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/listing_search.hpp"
#include "lab/text/words.hpp"

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
    tell("faultline: nothing in the language and no measure is called \"{0}\" or speaks of it{1}\n",
         word, near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near));
  put(found);
  return found.empty() ? ExitCode::bad_input : ExitCode::holds;
}

}  // namespace

int list_command(const ListOptions& options) {
  const bool all = options.what == "all";
  if (!all && options.what != "kinds" && options.what != "scenarios" && options.what != "measures")
    return search(options.what);
  if (options.what == "scenarios") return print_scenarios() ? ExitCode::holds : ExitCode::bad_input;
  if (all || options.what == "kinds") put(kinds_listed());
  if (all) {
    put("\nscenarios\n\n");
    print_scenarios();
    put("\nmeasures\n\n");
  }
  if (all || options.what == "measures") put(measures_listed());
  return ExitCode::holds;
}

}  // namespace faultline
