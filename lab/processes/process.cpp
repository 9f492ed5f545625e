#include "lab/processes/process.hpp"

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
#include <string_view>
#include <system_error>

#include "lab/processes/exit_code.hpp"
#include "lab/text/words.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

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
  std::set_new_handler([] { _exit(ExitCode::system); });
  try {
    const auto bytes = work();
    _exit(write_all(descriptor, bytes) ? ExitCode::holds : ExitCode::internal);
  } catch (const ScenarioError& error) {
    write_all(descriptor, std::as_bytes(std::span(std::string_view(error.what()))));
    _exit(ExitCode::bad_input);
  } catch (const std::exception& trouble) {
    tell("faultline: internal error: {}\n", trouble.what());
    _exit(ExitCode::internal);
  }
}

Process::End killed_by(int signal) {
  const auto says = fmt::format("killed by signal {} ({})", signal, strsignal(signal));
  if (signal != SIGKILL) return {Process::Ended::badly, says};
  return {Process::Ended::starved, says + ", as the system does where memory runs out"};
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

auto Process::end() -> End {
  int status = 0;
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) continue;
  id_ = -1;
  if (WIFSIGNALED(status)) return killed_by(WTERMSIG(status));
  switch (WEXITSTATUS(status)) {
    case ExitCode::holds:
      return {};
    case ExitCode::bad_input:
      return {Ended::refused, {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}};
    case ExitCode::system:
      return {Ended::starved, "it needs more memory than there is"};
    default:
      return {Ended::badly, fmt::format("ended with code {}", WEXITSTATUS(status))};
  }
}

}  // namespace faultline
