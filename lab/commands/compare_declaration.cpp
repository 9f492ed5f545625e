#include "lab/commands/arguments.hpp"
#include "lab/commands/declarations.hpp"
#include "lab/commands/experiment_arguments.hpp"

namespace faultline {

void Declarations::add_compare() {
  auto* command = app_.add_subcommand(
      "compare", "Compares two scenarios or two runs, design by design: what got better or worse");
  const auto add_side = [&](const char* name, std::string& side) {
    command->add_option(name, side, "a scenario, or a folder that run --out wrote")
        ->required()
        ->check(not_empty())
        ->type_name(name);
  };
  add_side("BEFORE", compare_.before);
  add_side("AFTER", compare_.after);
  add_choice(*command, "--format", compare_.run.format, "output format: a table, or JSON",
             {"table", "json"});
  command->add_flag("--all", compare_.run.all, "prints the measures that did not move, too");
  one_each(command
               ->add_option("--designs", compare_.designs,
                            "compares design A of BEFORE with design B of AFTER: A=B; repeatable")
               ->type_name("DESIGNS"));
  add_repetition(*command, compare_.run);
  add_manners(*command, compare_.run);
  command->callback([this] { does_ = [this] { return compare_command(compare_); }; });
}

}  // namespace faultline
