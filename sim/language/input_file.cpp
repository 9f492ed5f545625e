#include "sim/language/input_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace faultline {

namespace {

/// Closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

std::string too_large(std::size_t most) {
  return fmt::format("it is larger than the limit of {} MiB", most >> 20);
}

/// Why what stands there cannot be read to its end; empty where it can.
std::string why_endless(mode_t mode) {
  if (S_ISDIR(mode)) return "it is a folder";
  if (S_ISFIFO(mode)) return "it is a named pipe; \"-\" reads standard input";
  if (S_ISSOCK(mode)) return "it is a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "it is a device";
  return S_ISREG(mode) ? "" : "it is not a regular file";
}

InputFile read_all(int descriptor, std::size_t most) {
  InputFile file;
  char buffer[1 << 16];
  for (;;) {
    const auto count = read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {"", errno == EISDIR ? "it is a folder" : std::strerror(errno)};
    if (count == 0) return file;
    file.content.append(buffer, static_cast<std::size_t>(count));
    if (file.content.size() > most) return {"", too_large(most)};
  }
}

}  // namespace

bool is_stream(const std::string& file) {
  return file == "-" || file == "/dev/stdin" || file.starts_with("/dev/fd/");
}

std::string why_unfit(const std::string& file, std::size_t most) {
  struct stat found;
  if (stat(file.c_str(), &found) != 0) return std::strerror(errno);
  auto why = why_endless(found.st_mode);
  if (!why.empty()) return why;
  return static_cast<std::size_t>(found.st_size) > most ? too_large(most) : "";
}

InputFile read_file(const std::string& file, std::size_t most) {
  if (file == "-") return read_all(STDIN_FILENO, most);
  const auto why = is_stream(file) ? "" : why_unfit(file, most);
  if (!why.empty()) return {"", why};
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.number() < 0) return {"", std::strerror(errno)};
  return read_all(opened.number(), most);
}

}  // namespace faultline
