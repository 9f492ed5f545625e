#include "lab/files/whole_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace faultline {

namespace fs = std::filesystem;

fs::path unfinished(const fs::path& file) {
  return file.parent_path() / fmt::format(".{}.{}", file.filename().string(), getpid());
}

std::string trouble_writing(const fs::path& file, const std::string& content) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary);
  stream << content;
  stream.close();
  return stream ? "" : std::strerror(errno);
}

std::string trouble_placing(const fs::path& file) {
  std::error_code error;
  fs::rename(unfinished(file), file, error);
  return error ? error.message() : "";
}

std::string write_whole(const fs::path& file, const std::string& content) {
  auto trouble = trouble_writing(unfinished(file), content);
  if (trouble.empty()) trouble = trouble_placing(file);
  std::error_code ignored;
  if (!trouble.empty()) fs::remove(unfinished(file), ignored);
  return trouble;
}

}  // namespace faultline
