#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace faultline {

/// Thrown for words on the command line that mean nothing.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Decimal digits and nothing else, unlike CLI11, which takes "010" for eight and cuts what is too
/// large.
std::int64_t whole_number(const std::string& option, const std::string& text);

/// An option that takes a whole number.
void add_number(CLI::App& command, const std::string& option, const std::string& says,
                const std::function<void(std::int64_t)>& take);

/// An option whose value is one of these words, which completion offers too.
CLI::Option* add_choice(CLI::App& command, const std::string& option, std::string& value,
                        const std::string& says, const std::vector<std::string>& legal);

/// An option takes one word each time it is given, so that it does not swallow the file's name.
void one_each(CLI::Option* option);

CLI::Validator not_empty();

}  // namespace faultline
