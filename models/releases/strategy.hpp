#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/language/family.hpp"

namespace faultline {

/// Instances that get the new build together.
struct Batch {
  std::int64_t down = 0;     ///< so many stop, and come back with it
  std::int64_t beside = 0;   ///< of so many a new process starts beside the old one
  Duration watch{};          ///< how long they are watched afterwards
  double most_failures = 1;  ///< share of their attempts that may fail meanwhile

  std::int64_t size() const { return down + beside; }
};

/// How a release moves the instances of one service from build to build.
class Strategy {
 public:
  static constexpr auto called = "strategy";
  static constexpr bool led_by_name = false;
  static constexpr bool bare_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Strategy() = default;
  virtual void fields(Fields& f) = 0;
  /// Which of so many instances move together, one batch after the other; all of them do.
  virtual std::vector<Batch> plan(std::int64_t instances) const = 0;
  /// Fewer cannot be moved in this way.
  virtual std::int64_t least_instances() const { return 1; }
  /// It watches what becomes of requests, and may roll back.
  virtual bool judges() const { return false; }
};

template <>
const std::vector<Kind<Strategy>>& kinds_of<Strategy>();

/// Equal batches until all instances have moved.
std::vector<Batch> in_turn(std::int64_t instances, const Batch& each);

}  // namespace faultline
