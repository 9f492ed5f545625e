#include "models/instances/tempo.hpp"

#include <algorithm>

namespace faultline {

void LoadPoint::fields(Fields& f) {
  f("at", at,
    {.says = "number of requests in flight at the instance", .at_least = 0, .required = true});
  f("factor", factor,
    {.says = "factor by which work takes longer at that load", .positive = true, .required = true});
}

void check_curve(const std::vector<LoadPoint>& curve, Fields& f) {
  for (std::size_t i = 1; i < curve.size(); ++i)
    if (curve[i].at <= curve[i - 1].at)
      f.problems().add(f.place_of("load"), "the points of \"load\" are not in ascending order");
}

void WarmupSettings::fields(Fields& f) {
  f("for", duration,
    {.says = "time until it works at full speed", .positive = true, .required = true});
  f("factor", factor, {.says = "factor by which work takes longer at the start", .at_least = 1});
}

namespace {

double on_curve(const std::vector<LoadPoint>& curve, std::int64_t load) {
  const auto above = std::ranges::upper_bound(curve, load, {}, &LoadPoint::at);
  if (above == curve.begin()) return above->factor;
  const auto& low = *(above - 1);
  if (above == curve.end()) return low.factor;
  const auto share = static_cast<double>(load - low.at) / static_cast<double>(above->at - low.at);
  return low.factor + share * (above->factor - low.factor);
}

}  // namespace

double Tempo::factor(std::int64_t load, Duration since_start) const {
  auto factor = curve_.empty() ? pace_ : pace_ * on_curve(curve_, load);
  if (warmup_ && since_start < warmup_->duration)
    factor *= 1 + (warmup_->factor - 1) * (1 - seconds(since_start) / seconds(warmup_->duration));
  return factor;
}

}  // namespace faultline
