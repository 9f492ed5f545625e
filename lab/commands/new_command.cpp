#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>

#include "lab/commands/commands.hpp"
#include "lab/files/whole_file.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/reference/starter.hpp"
#include "lab/text/terminal.hpp"
#include "lab/text/words.hpp"
#include "sim/language/input_file.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 16 << 20;

/// What was said, or what whoever sits at the terminal answers, or the usual.
std::string answer(const std::string& given, const std::string& question,
                   const std::string& usual) {
  if (!given.empty()) return given;
  if (!isatty(STDIN_FILENO) || !is_terminal(stderr)) return usual;
  tell("{} [{}] ", question, usual);
  std::string line;
  std::getline(std::cin, line);
  return line.empty() ? usual : line;
}

std::string composed(const NewOptions& options, const fs::path& file) {
  StarterSettings settings{.file = file.string(), .title = file.stem().string()};
  settings.services = separated(answer(
      options.services, "Services, the one that clients call first:", "shop,payment,shipping"));
  settings.rate = answer(options.rate, "Requests:", "100/s");
  settings.down = answer(options.down, "Service that goes down:", settings.services.back());
  settings.outage = answer(options.outage, "For how long:", "30s");
  return starter_scenario(settings);
}

/// The lesson's text without its schema, whose path leads nowhere from here, and with the new name
/// where it says how it is run.
std::string copied(const std::string& lesson, const fs::path& to) {
  const auto from = scenario_file(lesson);
  auto [text, why] = read_file(from, most_bytes);
  if (!why.empty()) throw ScenarioError(fmt::format("{}: {}", from, why));
  if (const auto schema = text.find("\"$schema\""); schema != text.npos) {
    const auto line = text.rfind('\n', schema) + 1;
    text.erase(line, text.find('\n', schema) + 1 - line);
  }
  const auto shown = "./faultline run scenarios/" + fs::path(from).filename().string();
  if (const auto command = text.find(shown); command != text.npos)
    text.replace(command, shown.size(), "faultline run " + to.string());
  return text;
}

fs::path file_of(const std::string& name) {
  const fs::path path = name;
  return path.extension() == ".json" ? path : fs::path(name + ".json");
}

void check_free(const fs::path& file, bool forced) {
  std::error_code unknown;
  if (!forced && fs::exists(file, unknown))
    throw ScenarioError(fmt::format(
        "{}: the file already exists; choose another name, or use --force", file.string()));
}

}  // namespace

int new_command(const NewOptions& options) {
  const auto file = file_of(options.name);
  check_free(file, options.force);
  const auto text = options.from.empty() ? composed(options, file) : copied(options.from, file);
  if (const auto trouble = write_whole(file, text); !trouble.empty())
    throw ScenarioError(fmt::format("{}: cannot be written: {}", file.string(), trouble));
  put(fmt::format("wrote {0}; run it: faultline run {0}\n", file.string()));
  return ExitCode::holds;
}

}  // namespace faultline
