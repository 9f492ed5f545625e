#include "lab/files/result_folder.hpp"

#include <fmt/format.h>

#include <system_error>

#include "lab/files/whole_file.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace fs = std::filesystem;

namespace {

std::string complaint(const fs::path& path, const std::string& why) {
  return fmt::format("--out {}: cannot be written: {}", path.string(), why);
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw ScenarioError(complaint(path, why));
}

}  // namespace

ResultFolder::ResultFolder(fs::path path) : path_(std::move(path)) {
  std::error_code error;
  if (fs::exists(path_, error) && !fs::is_directory(path_, error)) refuse(path_, "it is a file");
  fs::create_directories(path_, error);
  if (error) refuse(path_, error.message());
  const auto probe = unfinished(path_ / "probe");
  const auto trouble = trouble_writing(probe, "");
  fs::remove(probe, error);
  if (!trouble.empty()) refuse(path_, trouble);
}

void ResultFolder::write(const std::vector<ResultFile>& files) const {
  try {
    for (const auto& file : files) set_down(file);
    for (const auto& file : files) put_in_place(file);
  } catch (const NotWritten&) {
    std::error_code ignored;
    for (const auto& file : files) fs::remove(unfinished(path_ / file.name), ignored);
    throw;
  }
}

void ResultFolder::set_down(const ResultFile& file) const {
  const auto trouble = trouble_writing(unfinished(path_ / file.name), file.content);
  if (!trouble.empty()) throw NotWritten(complaint(path_ / file.name, trouble));
}

void ResultFolder::put_in_place(const ResultFile& file) const {
  const auto trouble = trouble_placing(path_ / file.name);
  if (!trouble.empty()) throw NotWritten(complaint(path_ / file.name, trouble));
}

}  // namespace faultline
