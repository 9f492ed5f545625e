#include "lab/commands/arguments.hpp"
#include "lab/commands/declarations.hpp"

/// The commands that write pages for a browser.
namespace faultline {

void Declarations::add_report() {
  auto* command =
      app_.add_subcommand("report", "Writes the report page of results that run --out wrote");
  command->add_option("results", report_.folder, "folder of result files")
      ->required()
      ->check(not_empty())
      ->type_name("FOLDER");
  command->add_option("--out", report_.file, "HTML file to write; FOLDER/report.html by default")
      ->check(not_empty())
      ->type_name("FILE");
  command->add_flag("--quiet", report_.quiet, "prints only warnings and errors on stderr");
  command->callback([this] { does_ = [this] { return report_command(report_); }; });
}

void Declarations::add_lab() {
  auto* command = app_.add_subcommand(
      "lab", "Opens a page with the lessons and the engine in it, which runs them in a browser");
  command
      ->add_option("scenario", lab_.scenario,
                   "a scenario to begin with, or a folder of scenarios instead of the lessons")
      ->type_name("SCENARIO");
  command->add_option("--write", lab_.file, "HTML file to write instead of opening the page")
      ->check(not_empty())
      ->type_name("FILE");
  command->callback([this] { does_ = [this] { return lab_command(lab_); }; });
}

}  // namespace faultline
