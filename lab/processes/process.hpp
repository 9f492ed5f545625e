#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace faultline {

/// A forked process that works out bytes and hands them over a pipe. It dies with its owner.
class Process {
 public:
  using Bytes = std::vector<std::byte>;

  /// Throws std::system_error where the system has no process or pipe left.
  explicit Process(const std::function<Bytes()>& work);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// For poll(): readable when there is something to take.
  int descriptor() const { return descriptor_; }

  /// Takes what is there; true once there will be no more.
  bool take();

  enum class Ended : std::uint8_t {
    well,
    refused,  ///< by a ScenarioError, whose text is the bytes
    starved,  ///< of memory, or killed by the system, which does that where memory runs out
    badly,
  };
  struct End {
    Ended how = Ended::well;
    std::string says{};  ///< what went wrong
  };
  /// Waits for its end.
  End end();

  const Bytes& bytes() const { return bytes_; }

 private:
  pid_t id_ = -1;
  int descriptor_ = -1;
  Bytes bytes_;
};

}  // namespace faultline
