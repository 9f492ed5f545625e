#pragma once

#include <vector>

#include "sim/engine/task.hpp"
#include "sim/language/codec.hpp"
#include "sim/records/outcome.hpp"

namespace faultline {

class Service;

/// When an instance that answers badly gets no more requests for a while.
struct EjectionSettings {
  static constexpr auto called = "outlier ejection";
  std::int64_t after = 5;
  Duration duration = std::chrono::seconds(30);
  double at_most = 0.5;
  void fields(Fields& f);
};

/// Passive health checking: an instance that fails `after` times in a row (an error, a rejection,
/// or the caller gave up) is ejected, the n-th time for n times the duration, unless the share
/// `at_most` of the instances would be exceeded.
/// Source: Envoy, "Outlier detection" (consecutive errors).
class Ejection {
 public:
  Ejection(Service& service, EjectionSettings settings, TaskGroup& group)
      : service_(service), settings_(settings), group_(group) {}

  void saw(std::uint32_t number, Outcome outcome);

 private:
  struct Record {
    std::int64_t failures = 0;  ///< in a row
    std::int64_t times = 0;     ///< ejected so far
  };
  bool may_eject() const;
  Task<void> eject(std::uint32_t number, Duration span);

  Service& service_;
  EjectionSettings settings_;
  TaskGroup& group_;
  std::vector<Record> records_;
};

}  // namespace faultline
