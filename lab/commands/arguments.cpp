#include "lab/commands/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

std::int64_t whole_number(const std::string& option, const std::string& text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const auto digits = text.find_first_not_of('-');
  const bool padded = digits != text.npos && text[digits] == '0' && text.size() > digits + 1;
  if (error == std::errc::result_out_of_range && rest == end)
    throw UsageError(fmt::format("{}: {} is too large a number", option, text));
  if (error != std::errc{} || rest != end || padded)
    throw UsageError(
        fmt::format("{}: expected a whole number in decimal, found \"{}\"", option, text));
  return number;
}

void add_number(CLI::App& command, const std::string& option, const std::string& says,
                const std::function<void(std::int64_t)>& take) {
  command
      .add_option_function<std::string>(
          option, [=](const std::string& text) { take(whole_number(option, text)); }, says)
      ->type_name("NUMBER");
}

CLI::Option* add_choice(CLI::App& command, const std::string& option, std::string& value,
                        const std::string& says, const std::vector<std::string>& legal) {
  const auto what = option.substr(option.find_first_not_of('-'));
  const CLI::Validator known(
      [=](const std::string& word) {
        return among(legal, word) ? "" : not_among(what, word, legal);
      },
      "");
  return command.add_option(option, value, says)
      ->check(known)
      ->type_name(fmt::format("{}", fmt::join(legal, "|")));
}

void one_each(CLI::Option* option) { option->allow_extra_args(false); }

CLI::Validator not_empty() {
  return {[](const std::string& word) { return std::string(word.empty() ? "it is empty" : ""); },
          ""};
}

}  // namespace faultline
