#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/faults/recurrences/occurrence.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// A time in which the monkey does nothing: once, or each day of the run, which begins at midnight.
struct QuietTime {
  static constexpr auto called = "quiet time";
  static constexpr Duration day = std::chrono::hours(24);
  Duration from{};
  Duration to{};
  bool daily = false;
  void fields(Fields& f);

  bool covers(Time at) const;
  /// Of one that covers `at`.
  Time ends(Time at) const;
  /// When it next begins, from `at` on; end_of_time: never.
  Time next(Time at) const;
};

/// When a monkey strikes, and with which entry of its menu.
///
/// Turn n = 0, 1, ... comes a time drawn from `every` after the one before. In a quiet time, or
/// when as many strikes last as may at once, nothing comes of it. Otherwise each entry i draws an
/// exponential time of rate weight_i, and the least wins, so that it is chosen with probability
/// weight_i / (sum of the weights). Each turn and each entry has draws of its own: an entry that is
/// added takes some turns over and moves no others, unless more strikes come together than may.
/// A strike ends at the latest when a quiet time begins.
struct MonkeyCourse {
  struct Entry {
    std::string name;
    double weight = 1;
    const Distribution* lasts = nullptr;
  };
  struct Strike {
    std::size_t entry;
    std::uint64_t turn;
    Occurrence when;
  };

  Occurrence time;  ///< in which it strikes
  const Distribution* every = nullptr;
  std::int64_t at_once = 1;
  std::vector<QuietTime> quiet;
  std::vector<Entry> menu;

  /// Before the run; no strike begins at `end` or later.
  std::vector<Strike> strikes(const Streams& streams, Time end) const;
  /// Whether quiet times cover [from, to).
  bool is_quiet_all(Time from, Time to) const;

 private:
  std::size_t chosen(const Stream& draws, std::uint64_t turn) const;
  Time next_quiet(Time at) const;
  bool is_quiet(Time at) const;
};

}  // namespace faultline
