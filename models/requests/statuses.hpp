#pragma once

#include <cstdint>
#include <vector>

#include "sim/records/outcome.hpp"

namespace faultline {

/// The status of an error, as HTTP numbers them: 400 to 599; 0: it has none. It is kept in one
/// byte.
class Status {
 public:
  static constexpr int least = 400;
  static constexpr int most = 599;

  Status() = default;
  explicit Status(int number) : code_(static_cast<std::uint8_t>(number - least + 1)) {}

  int number() const { return code_ == 0 ? 0 : least - 1 + code_; }

  /// 429 is a rejection, as by a quota; every other one is a failure.
  Outcome outcome() const { return number() == 429 ? Outcome::rejected : Outcome::failed; }
  /// Whether clients retry it by default: the fault is not in the request.
  bool retryable() const {
    const auto own = number();
    return own == 0 || own >= 500 || own == 408 || own == 425 || own == 429;
  }

 private:
  std::uint8_t code_ = 0;
};
static_assert(sizeof(Status) == 1);

/// Shares of attempts, each with the status with which it fails.
struct StatusShare {
  Status status;
  double share;
};
using StatusShares = std::vector<StatusShare>;

}  // namespace faultline
