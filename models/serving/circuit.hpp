#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/spans/cause_book.hpp"
#include "sim/engine/time.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// When a circuit opens, and how it closes again.
struct CircuitSettings {
  std::optional<std::int64_t> consecutive;
  std::optional<double> rate;
  std::optional<std::int64_t> calls;
  std::optional<Duration> within;
  std::int64_t least = 10;
  Duration open_for = std::chrono::seconds(5);
  std::int64_t probes = 1;
  std::int64_t close_after = 1;
  std::optional<double> probe_rate;
  std::optional<Duration> half_open_for;
  void fields(Fields& f);
};

/// How the latest calls went: the last `calls` of them, or those of the last `within`, which is
/// kept in ten equal parts.
class RecentCalls {
 public:
  explicit RecentCalls(const CircuitSettings& settings);

  void add(bool failed, Time now);
  void clear();
  std::int64_t count() const { return count_; }
  std::int64_t failures() const { return failures_; }

 private:
  struct Part {
    std::int64_t count = 0;
    std::int64_t failures = 0;
  };
  void move_to(Time now);
  void replace(Part& part, Part by);

  bool by_count_;
  Duration width_;  ///< of a part, by time
  std::vector<Part> parts_;
  std::int64_t turn_ = 0;  ///< of the latest part
  std::int64_t count_ = 0;
  std::int64_t failures_ = 0;
};

/// The state of a circuit breaker. Closed, it lets all calls through and counts their results.
/// Open, it rejects all calls. After `open_for` it is half open: it lets `probes` calls at a time
/// through; after `close_after` consecutive successes it closes, after one failure it opens again.
/// With `probe_rate` it lets `probes` calls through in all, and decides when all of them have
/// ended: it opens again if at least this share of them failed, and closes otherwise. It is half
/// open for at most `half_open_for`; then it opens again, and later results of its probes do not
/// count.
/// Sources: Nygard, "Release It!", 2nd ed., 2018, section 5.2; Resilience4j, "CircuitBreaker"
/// (permittedNumberOfCallsInHalfOpenState, maxWaitDurationInHalfOpenState).
class Circuit {
 public:
  explicit Circuit(const CircuitSettings& settings) : settings_(settings), recent_(settings) {}

  /// Which admission a call belongs to; zero: it was turned away.
  using Pass = std::uint32_t;
  Pass admit(Time now);
  void end(Pass pass, bool failed, Time now);
  /// Why a call that counts as failed did fail.
  void blame(CauseId cause) {
    if (cause != no_cause) blamed_[blames_++ % blamed_.size()] = cause;
  }
  /// Why the latest of them did.
  std::span<const CauseId> blamed() const {
    return std::span(blamed_).first(std::min(blames_, blamed_.size()));
  }

  /// The call says nothing about the callee.
  void withdraw(Pass pass) {
    if (pass == era_ && state_ == State::half_open) --probing_;
  }

  /// Whether it rejects all calls now.
  bool is_open(Time now) const { return state_ == State::open && now < half_open_at_; }
  /// Whether it would turn a call away now.
  bool is_shut(Time now) {
    expire(now);
    if (state_ == State::half_open) return no_more_probes();
    return state_ == State::open && now < half_open_at_;
  }

 private:
  enum class State : std::uint8_t { closed, open, half_open };
  bool trips() const;
  void move_to(State state);
  void open(Time since);
  void expire(Time now);
  void judge_probe(bool failed, Time now);
  bool no_more_probes() const;

  const CircuitSettings& settings_;
  RecentCalls recent_;
  State state_ = State::closed;
  Pass era_ = 1;  ///< grows with each change, so that late answers of an earlier one do not count
  Time half_open_at_ = start_of_run;
  std::int64_t in_a_row_ = 0;  ///< failures while closed, successes while half open
  std::int64_t probing_ = 0;
  std::int64_t probed_ = 0;  ///< probes that have ended, while half open
  std::int64_t failed_ = 0;  ///< those of them that failed
  Time half_open_since_ = start_of_run;
  std::array<CauseId, 16> blamed_{};
  std::size_t blames_ = 0;
};

}  // namespace faultline
