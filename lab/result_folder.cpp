#include "lab/result_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "sim/problems.hpp"

namespace faultline {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
  throw ScenarioError(fmt::format("--out {}: cannot be written: {}", path.string(), why));
}

/// The name that a file has until it is whole.
fs::path unfinished(const fs::path& folder, const std::string& name) {
  return folder / fmt::format(".{}.{}", name, getpid());
}

void write_file(const fs::path& path, const std::string& content) {
  errno = 0;
  std::ofstream stream(path, std::ios::binary);
  stream << content;
  stream.close();
  if (stream) return;
  const std::string why = std::strerror(errno);
  std::error_code ignored;
  fs::remove(path, ignored);
  fail(path, why);
}

void put_in_place(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) fail(to, error.message());
}

}  // namespace

ResultFolder::ResultFolder(fs::path path) : path_(std::move(path)) {
  std::error_code error;
  if (fs::exists(path_, error) && !fs::is_directory(path_, error)) fail(path_, "it is a file");
  fs::create_directories(path_, error);
  if (error) fail(path_, error.message());
  const auto probe = unfinished(path_, "probe");
  write_file(probe, "");
  fs::remove(probe);
}

void ResultFolder::write(const std::vector<ResultFile>& files) const {
  try {
    for (const auto& file : files) write_file(unfinished(path_, file.name), file.content);
    for (const auto& file : files) put_in_place(unfinished(path_, file.name), path_ / file.name);
  } catch (const ScenarioError&) {
    std::error_code ignored;
    for (const auto& file : files) fs::remove(unfinished(path_, file.name), ignored);
    throw;
  }
}

}  // namespace faultline
