#include "lab/processes/process.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <vector>

#include "sim/language/problems.hpp"

using namespace faultline;

TEST_CASE("A process hands over more than a pipe holds") {
  constexpr std::size_t count = 3'000'001;  // a pipe holds 65,536
  Process process([] {
    Process::Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::byte>(i % 251);
    return bytes;
  });
  while (!process.take()) continue;
  REQUIRE(process.end().how == Process::Ended::well);
  REQUIRE(process.bytes().size() == count);
  bool same = true;
  for (std::size_t i = 0; i < count; ++i)
    same = same && process.bytes()[i] == static_cast<std::byte>(i % 251);
  CHECK(same);
}

TEST_CASE("A process that is killed says which signal it was") {
  Process process([]() -> Process::Bytes {
    raise(SIGKILL);
    return {};
  });
  while (!process.take()) continue;
  const auto end = process.end();
  CHECK(end.how == Process::Ended::starved);
  CHECK(end.says == "killed by signal 9 (Killed), as the system does where memory runs out");
}

/// The address sanitizer itself needs more addresses than this leaves.
#if !__has_feature(address_sanitizer)
TEST_CASE("A process that runs out of memory says so, wherever that is") {
  Process process([]() -> Process::Bytes {
    const rlimit little{256 << 20, 256 << 20};
    setrlimit(RLIMIT_AS, &little);
    const auto grow = []() noexcept {
      std::vector<std::vector<char>> all;
      for (;;) all.emplace_back(1 << 20);
    };
    grow();
    return {};
  });
  while (!process.take()) continue;
  const auto end = process.end();
  CHECK(end.how == Process::Ended::starved);
  CHECK(end.says == "it needs more memory than there is");
}
#endif

TEST_CASE("A process that ends with a code says which") {
  Process process([]() -> Process::Bytes { _exit(7); });
  while (!process.take()) continue;
  const auto end = process.end();
  CHECK(end.how == Process::Ended::badly);
  CHECK(end.says == "ended with code 7");
}

TEST_CASE("A process that is refused its scenario says why") {
  Process process([]() -> Process::Bytes { throw ScenarioError("it never ends"); });
  while (!process.take()) continue;
  const auto end = process.end();
  CHECK(end.how == Process::Ended::refused);
  CHECK(end.says == "it never ends");
}

TEST_CASE("A process does not outlive its owner") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  {
    Process process([&]() -> Process::Bytes {
      close(ends[0]);
      for (;;) pause();
    });
    close(ends[1]);
  }
  char nothing;
  CHECK(read(ends[0], &nothing, 1) == 0);  // the last writer is gone
  close(ends[0]);
}
