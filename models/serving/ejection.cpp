#include "models/serving/ejection.hpp"

#include <algorithm>

#include "models/serving/service.hpp"

namespace faultline {

void EjectionSettings::fields(Fields& f) {
  f("after", after,
    {.says = "consecutive failures after which an instance is ejected", .at_least = 1});
  f("for", duration,
    {.says = "length of the first ejection; the n-th is n times as long", .positive = true});
  f("at_most", at_most,
    {.says = "greatest share of the instances that may be ejected at once",
     .at_least = 0,
     .at_most = 1});
}

void Ejection::saw(std::uint32_t number, Outcome outcome) {
  records_.resize(service_.instances().size());
  auto& record = records_[number];
  record.failures = usable(outcome) ? 0 : record.failures + 1;
  if (record.failures < settings_.after || service_.standing(number).ejected || !may_eject())
    return;
  record.failures = 0;
  start(eject(number, settings_.duration * ++record.times), group_);
}

bool Ejection::may_eject() const {
  std::int64_t out = 1;
  for (std::uint32_t i = 0; i < service_.instances().size(); ++i)
    out += service_.standing(i).running && service_.standing(i).ejected;
  return static_cast<double>(out) <= settings_.at_most * static_cast<double>(service_.running());
}

Task<void> Ejection::eject(std::uint32_t number, Duration span) {
  service_.standing(number).ejected = true;
  service_.standing_changed(number);
  co_await service_.calendar().delay(span);
  service_.standing(number).ejected = false;
  service_.standing_changed(number);
}

}  // namespace faultline
