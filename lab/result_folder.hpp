#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace faultline {

struct ResultFile {
  std::string name;
  std::string content;
};

/// The folder that result files go to. A file stands there whole or not at all.
class ResultFolder {
 public:
  /// Makes it where it is missing, and tries to write. Throws ScenarioError where that fails.
  explicit ResultFolder(std::filesystem::path path);

  /// All of them under other names first, so that a full disk leaves what was there before.
  void write(const std::vector<ResultFile>& files) const;

 private:
  std::filesystem::path path_;
};

}  // namespace faultline
