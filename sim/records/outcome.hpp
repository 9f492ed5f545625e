#pragma once

#include <cstdint>
#include <string_view>

namespace faultline {

/// How an attempt, a call or a request ended, as the caller sees it.
enum class Outcome : std::uint8_t {
  succeeded,  ///< the answer that was asked for
  degraded,   ///< an answer, without an optional step or from a fallback
  rejected,   ///< refused by a full queue or a limit
  timed_out,  ///< nobody waited any longer
  failed,     ///< an error, or the one who worked on it crashed
};

inline constexpr int outcomes = 5;

/// True where the caller got an answer that it can use.
constexpr bool usable(Outcome outcome) { return outcome <= Outcome::degraded; }

constexpr std::string_view name_of(Outcome outcome) {
  constexpr std::string_view names[] = {"succeeded", "degraded", "rejected", "timed out", "failed"};
  return names[static_cast<int>(outcome)];
}

}  // namespace faultline
