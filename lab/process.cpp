#include "lab/process.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>
#include <span>
#include <system_error>

#include "lab/commands.hpp"

namespace faultline {

namespace {

/// How a child says so: it has no memory to write words.
constexpr int out_of_memory = 4;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

bool write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

/// The whole life of the child: no exit handlers of the parent, none of its buffers.
[[noreturn]] void live(const std::function<Process::Bytes()>& work, int descriptor) noexcept {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Where it is thrown, it may come to coroutines and contexts that let no exception through.
  std::set_new_handler([] { _exit(out_of_memory); });
  try {
    const auto bytes = work();
    _exit(write_all(descriptor, bytes) ? ExitCode::holds : ExitCode::internal);
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "faultline: internal error: %s\n", trouble.what());
    _exit(ExitCode::internal);
  }
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status))
    return fmt::format("killed by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  if (WEXITSTATUS(status) == out_of_memory) return "it ran out of memory";
  return status == 0 ? "" : fmt::format("ended with code {}", WEXITSTATUS(status));
}

}  // namespace

Process::Process(const std::function<Bytes()>& work) {
  int ends[2];
  if (pipe(ends) != 0) fail("a pipe for a run");
  std::fflush(nullptr);
  id_ = fork();
  if (id_ == 0) live(work, ends[1]);
  const auto forked = errno;
  close(ends[1]);
  descriptor_ = ends[0];
  if (id_ > 0) return;
  close(descriptor_);
  errno = forked;
  fail("a process for a run");
}

Process::~Process() {
  close(descriptor_);
  if (id_ <= 0) return;
  kill(id_, SIGKILL);
  waitpid(id_, nullptr, 0);
}

bool Process::take() {
  std::array<std::byte, 65536> buffer;
  const auto count = read(descriptor_, buffer.data(), buffer.size());
  if (count > 0) bytes_.insert(bytes_.end(), buffer.begin(), buffer.begin() + count);
  return count == 0 || (count < 0 && errno != EINTR);
}

std::string Process::trouble() {
  int status = 0;
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) continue;
  id_ = -1;
  return how_it_ended(status);
}

}  // namespace faultline
