#pragma once

#include <memory>
#include <vector>

#include "sim/language/family.hpp"
#include "sim/resources/waiting_line.hpp"

namespace faultline {

/// The order in which waiting requests are served, and which ones the queue rejects.
class Discipline {
 public:
  static constexpr auto called = "discipline";
  static constexpr bool led_by_name = false;
  static constexpr bool bare_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Discipline() = default;
  virtual void fields(Fields&) {}
  /// A line of one station, which outlives neither the discipline nor the station.
  virtual std::unique_ptr<WaitingLine> line() const = 0;
};

template <>
const std::vector<Kind<Discipline>>& kinds_of<Discipline>();

std::unique_ptr<WaitingLine> first_in_first_out();

}  // namespace faultline
