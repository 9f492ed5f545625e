#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "lab/text/result_file.hpp"

namespace faultline {

/// Thrown where result files cannot be written once everything is run: the text names the file and
/// the cause.
class NotWritten : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The folder that result files go to. A file stands there whole or not at all.
class ResultFolder {
 public:
  /// Makes it where it is missing, and tries to write. Throws ScenarioError where that fails.
  explicit ResultFolder(std::filesystem::path path);

  /// All of them under other names first, so that a full disk leaves what was there before.
  /// Throws NotWritten.
  void write(const std::vector<ResultFile>& files) const;

 private:
  void set_down(const ResultFile& file) const;
  void put_in_place(const ResultFile& file) const;

  std::filesystem::path path_;
};

}  // namespace faultline
