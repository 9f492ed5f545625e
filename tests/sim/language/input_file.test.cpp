#include "sim/language/input_file.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>

using namespace faultline;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("faultline-input-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

void listen_at(const std::string& path) {
  const int socket_number = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  REQUIRE(bind(socket_number, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  close(socket_number);
}

std::string why(const std::string& file, std::size_t most = 1 << 20) {
  return read_file(file, most).why;
}

/// Standard input for as long as it exists.
class Input {
 public:
  explicit Input(int descriptor) : before_(dup(STDIN_FILENO)) {
    dup2(descriptor, STDIN_FILENO);
    close(descriptor);
  }
  ~Input() {
    dup2(before_, STDIN_FILENO);
    close(before_);
  }

 private:
  int before_;
};

}  // namespace

TEST_CASE("what is no regular file is refused by name before it is opened") {
  const Folder folder;
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  listen_at(folder / "socket");
  CHECK(why(folder / "pipe") == "it is a named pipe; \"-\" reads standard input");
  CHECK(why(folder / "socket") == "it is a socket");
  CHECK(why(folder / "") == "it is a folder");
  CHECK(why("/dev/zero") == "it is a device");
  CHECK(why(folder / "none") == "No such file or directory");
}

TEST_CASE("a file is read up to the limit of size and no further") {
  const Folder folder;
  std::ofstream(folder / "file") << std::string(1 << 20, 'x');
  CHECK(read_file(folder / "file", 1 << 20).content.size() == 1 << 20);
  std::ofstream(folder / "file", std::ios::app) << 'x';
  CHECK(why(folder / "file") == "it is larger than the limit of 1 MiB");
}

TEST_CASE("standard input is read where it is named, however long it is up to the limit") {
  const Folder folder;
  std::ofstream(folder / "file") << "{}";
  for (const std::string name : {"-", "/dev/stdin"}) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    REQUIRE(write(ends[1], "words", 5) == 5);
    close(ends[1]);
    const Input input(ends[0]);
    CHECK(read_file(name, 100).content == "words");
  }
  const Input endless(open("/dev/zero", O_RDONLY));
  CHECK(why("-") == "it is larger than the limit of 1 MiB");
}
