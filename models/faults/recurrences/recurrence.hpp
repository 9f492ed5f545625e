#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/conditions/criterion.hpp"
#include "models/faults/recurrences/monkey_course.hpp"
#include "sim/engine/time.hpp"
#include "sim/language/family.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// How often a fault comes and goes within its time. All of it is drawn from a stream of the fault
/// before the run, so that it is the same in every design; only a condition is met by each design
/// in its own time.
class Recurrence {
 public:
  static constexpr auto called = "recurrence";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Recurrence() = default;
  virtual void fields(Fields& f) = 0;

  /// The one of this number, from 0, in a time that begins at `start`; `last` is the one before it,
  /// which at first is empty and stands at `start`.
  struct Course {
    Time start;
    Occurrence last;
    std::uint64_t number;
  };
  virtual Occurrence next(const Course& course, const Stream& draws) const = 0;

  /// The fault that it follows instead, each time with some probability.
  struct Leader {
    Reference fault;
    double probability = 1;
    Duration after{};
    const Distribution* lasts = nullptr;  ///< null: as long as that one
  };
  virtual std::optional<Leader> follows() const { return std::nullopt; }

  /// The condition under which it strikes instead, which only a run can tell; null: none.
  struct Trigger {
    const Criterion* begins = nullptr;
    const Criterion* ends = nullptr;      ///< null: when `begins` no longer holds
    const Distribution* lasts = nullptr;  ///< or after this time
  };
  virtual std::optional<Trigger> trigger() const { return std::nullopt; }

  /// The monkey that says when it strikes instead, and by which entry of its menu; null: none.
  struct Share {
    const MonkeyCourse* monkey = nullptr;
    std::size_t entry = 0;
  };
  virtual Share share() const { return {}; }

  /// The instances that are hit at the occurrence of this number; none: those that the fault's
  /// target describes.
  virtual std::vector<Reference> hits(std::uint64_t) const { return {}; }
  /// All instances that it names.
  virtual std::vector<Reference> named() const { return {}; }

  /// Why it has no effect, or not the one that it says, in a time of a fault; empty if it has it.
  virtual std::string idle_in(const Occurrence&) const { return {}; }
  /// What is unlikely to be meant in a time of a fault; empty: nothing.
  virtual std::string doubtful_in(const Occurrence&) const { return {}; }

  /// Whether each instance has occurrences of its own.
  virtual bool each() const { return false; }

 protected:
  /// How often it can begin in one run.
  static constexpr std::int64_t most = 1'000'000;
  /// Empty if it begins at most so often.
  static std::string too_many(std::int64_t times) {
    if (times <= most) return {};
    return fmt::format("it would begin {} times, and can at most {} times", times, most);
  }
};

template <>
const std::vector<Kind<Recurrence>>& kinds_of<Recurrence>();

}  // namespace faultline
