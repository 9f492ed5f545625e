#pragma once

#include "models/client.hpp"
#include "sim/family.hpp"

namespace faultline {

/// Who asks, and when.
class Workload {
 public:
  static constexpr auto called = "workload";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Workload() = default;
  virtual void fields(Fields& f) = 0;
  /// Lets requests arrive until `end`.
  virtual Task<void> run(Client& client, const Streams& streams, Time end) = 0;
};

template <>
const std::vector<Kind<Workload>>& kinds_of<Workload>();

}  // namespace faultline
