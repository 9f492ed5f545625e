#include <fmt/format.h>

#include "lab/processes/exit_code.hpp"
#include "lab/reference/command_shape.hpp"
#include "lab/text/build.hpp"

namespace faultline {

namespace {

/// Text in which roff sees no commands and no minus that a terminal could not copy.
std::string roff(const std::string& text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '\\' || letter == '-') escaped += '\\';
    escaped += letter;
  }
  return escaped.starts_with(".") || escaped.starts_with("'") ? "\\&" + escaped : escaped;
}

std::string sentence(const std::string& says) {
  return roff(says) + (says.ends_with(".") ? "\n" : ".\n");
}

std::string item(const std::string& head, const std::string& says) {
  return fmt::format(".TP\n{}\n{}", head, sentence(says));
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }

std::string head_of(const ArgumentShape& argument) {
  auto head = bold(argument.name);
  if (argument.is_option() && !argument.value.empty())
    head += " \\fI" + roff(argument.value) + "\\fR";
  return head;
}

std::string section_on(const CommandShape& command) {
  auto text = fmt::format(".SS {}\n.B faultline {}\n{}\n.PP\n{}", roff(command.name),
                          roff(command.name), roff(usage_of(command)), sentence(command.says));
  for (const auto& argument : command.arguments) text += item(head_of(argument), argument.says);
  return text;
}

}  // namespace

std::string manual_page(const std::vector<CommandShape>& commands) {
  auto page = fmt::format(
      ".TH FAULTLINE 1 \"\" \"faultline {}\" \"User Commands\"\n"
      ".SH NAME\n"
      "faultline \\- compares designs of a business transaction under load and faults\n"
      ".SH SYNOPSIS\n"
      ".B faultline\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...\n"
      ".SH DESCRIPTION\n"
      "Faultline simulates several designs of one business transaction, such as a chain of\n"
      "blocking calls and an event\\-driven design, under the same load, the same faults and the\n"
      "same random draws, and compares availability, latency, consistency and cost. A scenario\n"
      "file describes the transaction and its designs. The same scenario and the same seed give\n"
      "the same numbers.\n"
      ".SH COMMANDS\n",
      roff(version));
  for (const auto& command : commands) page += section_on(command);
  page += ".SH EXIT STATUS\n";
  for (const auto& [code, says] : exit_codes)
    page += item(fmt::format("\\fB{}\\fR", code), std::string(says));
  page += ".SH ENVIRONMENT\n" + item(bold("NO_COLOR"), "If it is set, no colours are printed.");
  page += ".SH EXAMPLES\n";
  page += item(bold("faultline run 01"), "The first lesson: payment is down for two minutes");
  page += item(bold("faultline run 01 --set faults.0.for=30s"), "The same, with a shorter outage");
  page += item(bold("faultline list retry"), "One kind: its fields, their defaults, an example");
  page += item(bold("faultline new my-shop && faultline run my-shop.json"),
               "A small scenario of your own");
  return page;
}

}  // namespace faultline
