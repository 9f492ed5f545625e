#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lab/commands/commands.hpp"
#include "lab/commands/run_report.hpp"
#include "lab/files/whole_file.hpp"
#include "lab/reference/course.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/reference/listing.hpp"
#include "lab/reference/schema.hpp"
#include "lab/report/lab_page.hpp"
#include "lab/running/experiment.hpp"
#include "lab/text/words.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

/// The engine for pages, beside the lessons as it is installed, or as `./check` builds it.
std::string engine() {
  const auto beside = scenario_folder() / "..";
  for (const auto* place : {"engine.wasm", "build/wasm/engine.wasm"})
    if (fs::exists(beside / place)) return content_of(beside / place);
  throw ScenarioError(
      "the engine for pages is not built; in a checkout of the sources `./check --engine` builds "
      "it");
}

std::vector<LabScenario> lessons_in_order() {
  std::vector<LabScenario> scenarios;
  for (const auto& lesson : course())
    scenarios.push_back({"scenarios/" + lesson.file.filename().string(), content_of(lesson.file)});
  return scenarios;
}

/// The scenarios of a folder; or all lessons, and the scenario that is asked for, which the page
/// begins with.
LabContent content_for(const std::string& wanted) {
  LabContent content{.schema = to_text(scenario_schema())};
  if (!wanted.empty() && fs::is_directory(wanted)) {
    for (const auto& file : json_files(wanted))
      content.scenarios.push_back({file.filename().string(), content_of(file)});
    if (content.scenarios.empty())
      throw ScenarioError(fmt::format("{}: no scenario is in this folder", wanted));
    content.start = content.scenarios.front().file;
    return content;
  }
  content.scenarios = lessons_in_order();
  if (wanted.empty()) return content;
  const auto file = scenario_file(wanted);
  read_experiment({.scenario = file});  // what is wrong with it is told before anything is written
  const auto text = content_of(file);
  const auto known = std::ranges::find(content.scenarios, text, &LabScenario::text);
  if (known == content.scenarios.end()) {
    content.start = fs::path(file).filename().string();
    content.scenarios.push_back({content.start, text});
  } else {
    content.start = known->file;
  }
  return content;
}

bool has_display() { return std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY"); }

/// By the desktop's usual program, where there is a desktop.
void open_in_browser(const std::string& file) {
  if (!has_display()) return;
  const auto child = fork();
  if (child == 0) {
    execlp("xdg-open", "xdg-open", file.c_str(), nullptr);
    _exit(127);
  }
  if (child > 0) waitpid(child, nullptr, 0);
}

}  // namespace

int lab_command(const LabOptions& options) {
  const auto file = options.file.empty()
                        ? (fs::temp_directory_path() / "faultline-lab.html").string()
                        : options.file;
  check_report_file(file);
  auto content = content_for(options.scenario);
  content.engine = engine();
  const auto trouble = write_whole(file, lab_page(content));
  if (!trouble.empty()) {
    tell("{}: cannot be written: {}\n", file, trouble);
    return ExitCode::system;
  }
  if (!options.file.empty()) {
    tell("{}: wrote the lab\n", file);
    return ExitCode::holds;
  }
  put(fmt::format("{}\n", file));
  tell("open this file in a browser; --write FILE.html writes it elsewhere\n");
  open_in_browser(file);
  return ExitCode::holds;
}

}  // namespace faultline
