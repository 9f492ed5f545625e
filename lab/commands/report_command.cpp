#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "lab/commands/commands.hpp"
#include "lab/commands/run_report.hpp"
#include "lab/report/report.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

/// What `run --out` wrote into the folder for a page.
std::string report_in(const fs::path& folder) {
  const auto file = folder / "report.json";
  if (!fs::is_directory(folder))
    throw ScenarioError(fmt::format(
        "{}: no such folder; `faultline run SCENARIO --out FOLDER` writes one", folder.string()));
  std::ifstream input(file, std::ios::binary);
  if (!input)
    throw ScenarioError(
        fmt::format("{}: cannot be read; `faultline run SCENARIO --out FOLDER` writes one, unless "
                    "with --measures-only",
                    file.string()));
  std::ostringstream text;
  text << input.rdbuf();
  const auto trouble = trouble_with_report(text.str());
  if (!trouble.empty()) throw ScenarioError(fmt::format("{}: {}", file.string(), trouble));
  return text.str();
}

}  // namespace

int report_command(const ReportOptions& options) {
  const auto file =
      options.file.empty() ? (fs::path(options.folder) / "report.html").string() : options.file;
  const auto report = report_in(options.folder);
  check_report_file(file);
  return write_report(file, report, options.quiet) ? ExitCode::holds : ExitCode::system;
}

}  // namespace faultline
