#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>

#include "lab/reference/command_shape.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/reference/listing_words.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

using Words = std::vector<std::string>;

std::string in_line(const Words& words) { return fmt::format("{}", fmt::join(words, " ")); }

Words lesson_names() {
  Words names;
  for (const auto& file : lessons())
    if (file.parent_path().filename() != "kinds") names.push_back(file.stem().string());
  return names;
}

/// What `faultline list` takes.
Words listed_names() {
  Words names{"kinds", "scenarios", "measures", "commands", "all"};
  for (const auto& shape : named_shapes(Codec<Scenario>::shape())) {
    const bool one_word = shape.name.find(' ') == std::string::npos;
    if (one_word && !among(names, shape.name)) names.push_back(shape.name);
    if (shape.form != Shape::Form::family) continue;
    for (const auto& kind : shape.kinds())
      if (!among(names, kind.name)) names.push_back(kind.name);
  }
  return names;
}

bool takes_files(const ArgumentShape& argument) { return argument.value == "SCENARIO"; }

/// Words that may stand there; of a scenario its file may, too.
Words candidates(const ArgumentShape& argument) {
  if (takes_files(argument)) return lesson_names();
  if (argument.value == "WHAT") return listed_names();
  return argument.choices;
}

auto options_of(const CommandShape& command) {
  return command.arguments | std::views::filter(&ArgumentShape::is_option);
}

Words option_names(const CommandShape& command) {
  Words names;
  for (const auto& option : options_of(command)) names.push_back(option.name);
  return names;
}

const ArgumentShape* word_of(const CommandShape& command) {
  const auto word =
      std::ranges::find_if(command.arguments, [](const auto& each) { return !each.is_option(); });
  return word == command.arguments.end() ? nullptr : &*word;
}

Words names_of(const std::vector<CommandShape>& commands) {
  Words names{"help"};
  for (const auto& command : commands) names.push_back(command.name);
  return names;
}

std::string bash_case(const std::string& pattern, const ArgumentShape& argument) {
  auto does = argument.value == "FOLDER"
                  ? "folders=yes"
                  : fmt::format("words=\"{}\"", in_line(candidates(argument)));
  if (takes_files(argument)) does += " files=yes";
  return fmt::format("    {}) {} ;;\n", pattern, does);
}

std::string bash(const std::vector<CommandShape>& commands) {
  std::string values;
  std::string words;
  for (const auto& command : commands) {
    for (const auto& option : options_of(command))
      if (!option.value.empty())
        values += bash_case(fmt::format("{},{}", command.name, option.name), option);
    words +=
        fmt::format("    {},-*) words=\"{}\" ;;\n", command.name, in_line(option_names(command)));
    if (const auto* word = word_of(command)) words += bash_case(command.name + ",*", *word);
  }
  return fmt::format(R"(# bash completion for faultline, made by: faultline completion bash
_faultline() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=${{COMP_WORDS[1]}} words= files= folders= found=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "{0}" -- "$current")
    return
  fi
  case $command,$previous in
{1}    *) found=no ;;
  esac
  if [[ $found ]]; then
    case $command,$current in
    help,*) words="{0}" ;;
{2}    esac
  fi
  mapfile -t COMPREPLY < <(
    compgen -W "$words" -- "$current"
    [[ ! $files ]] || compgen -f -X '!*.json' -- "$current"
    [[ ! $files$folders ]] || compgen -d -- "$current"
  )
}}
complete -o filenames -F _faultline faultline
)",
                     in_line(names_of(commands)), values, words);
}

/// Within single quotes and a specification of `_arguments`.
std::string for_zsh(const std::string& text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '\'') escaped += "'\\'";
    if (letter == ':' || letter == '[' || letter == ']') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

std::string zsh_action(const ArgumentShape& argument) {
  if (argument.value == "FOLDER") return "_files -/";
  if (takes_files(argument)) return "_faultline_scenarios";
  const auto words = candidates(argument);
  return words.empty() ? "" : fmt::format("({})", in_line(words));
}

std::string zsh_argument(const ArgumentShape& argument) {
  const auto says = for_zsh(argument.says);
  if (!argument.is_option()) {
    const auto* place = argument.required ? "1" : ":";
    return fmt::format("'{}:{}:{}'", argument.repeatable ? "*" : place, argument.name,
                       zsh_action(argument));
  }
  const auto value = argument.value.empty()
                         ? ""
                         : fmt::format(":{}:{}", argument.name.substr(2), zsh_action(argument));
  return fmt::format("'{}{}[{}]{}'", argument.repeatable ? "*" : "", argument.name, says, value);
}

std::string zsh(const std::vector<CommandShape>& commands) {
  std::string described = "    'help:Prints the options of a command'\n";
  std::string cases;
  for (const auto& command : commands) {
    described += fmt::format("    '{}:{}'\n", command.name, for_zsh(command.says));
    cases += fmt::format("    {}) _arguments", command.name);
    for (const auto& argument : command.arguments) cases += " \\\n      " + zsh_argument(argument);
    cases += " ;;\n";
  }
  return fmt::format(R"(#compdef faultline
# zsh completion for faultline, made by: faultline completion zsh
_faultline_scenarios() {{
  compadd -- {0}
  _files -g '*.json'
}}
_faultline() {{
  local -a commands=(
{1}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
    help) _describe command commands ;;
{2}  esac
}}
_faultline "$@"
)",
                     in_line(lesson_names()), described, cases);
}

std::string for_fish(const std::string& text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

std::string fish_argument(const std::string& command, const ArgumentShape& argument) {
  auto line = fmt::format("complete -c faultline -n '__fish_seen_subcommand_from {}'", command);
  if (argument.is_option()) line += fmt::format(" -l {}", argument.name.substr(2));
  const auto words = candidates(argument);
  if (argument.value == "FOLDER")
    line += " -r -a '(__fish_complete_directories)'";
  else if (takes_files(argument))
    line += fmt::format(" -a '{} (__fish_complete_suffix .json)'", in_line(words));
  else if (!words.empty())
    line += fmt::format("{} -a '{}'", argument.is_option() ? " -x" : "", in_line(words));
  else if (!argument.value.empty())
    line += " -x";
  return line + fmt::format(" -d '{}'\n", for_fish(argument.says));
}

std::string fish(const std::vector<CommandShape>& commands) {
  std::string lines =
      "# fish completion for faultline, made by: faultline completion fish\n"
      "complete -c faultline -f\n"
      "complete -c faultline -n __fish_use_subcommand -a help -d 'Prints the options of a "
      "command'\n";
  for (const auto& command : commands)
    lines += fmt::format("complete -c faultline -n __fish_use_subcommand -a {} -d '{}'\n",
                         command.name, for_fish(command.says));
  for (const auto& command : commands)
    for (const auto& argument : command.arguments)
      if (argument.is_option() || !candidates(argument).empty())
        lines += fish_argument(command.name, argument);
  return lines;
}

}  // namespace

std::string completion(const std::string& shell, const std::vector<CommandShape>& commands) {
  if (shell == "zsh") return zsh(commands);
  return shell == "fish" ? fish(commands) : bash(commands);
}

}  // namespace faultline
