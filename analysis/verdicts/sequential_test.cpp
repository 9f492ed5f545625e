#include "analysis/verdicts/sequential_test.hpp"

#include <cmath>

namespace faultline {

void SequentialTest::add(bool yes) {
  const auto& [rarely, mostly, error, most] = plan_;
  log_ratio_ += yes ? std::log(mostly / rarely) : std::log((1 - mostly) / (1 - rarely));
  yes_ += yes;
  ++observations_;
}

auto SequentialTest::decision() const -> Decision {
  const auto bound = std::log((1 - plan_.error) / plan_.error);
  if (log_ratio_ >= bound) return Decision::mostly;
  if (log_ratio_ <= -bound) return Decision::rarely;
  if (observations_ < plan_.most) return Decision::open;
  return 2 * yes_ > observations_ ? Decision::mostly : Decision::rarely;
}

}  // namespace faultline
