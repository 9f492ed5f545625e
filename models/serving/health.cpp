#include "models/serving/health.hpp"

#include "models/serving/service.hpp"

namespace faultline {

void HealthSettings::fields(Fields& f) {
  f("every", every, {.says = "time between two checks of an instance", .positive = true});
  f("timeout", timeout, {.says = "time after which a check fails", .positive = true});
  f("work", work,
    {.says = "work of a check at an instance that is not slowed down", .at_least = 0});
  f("unhealthy_after", unhealthy_after,
    {.says = "consecutive failed checks after which the instance gets no more requests",
     .at_least = 1});
  f("healthy_after", healthy_after,
    {.says = "consecutive passed checks after which the instance gets requests again",
     .at_least = 1});
  if (f.sound() && work > timeout)
    f.problems().add(f.place_of("work"), "each check would take longer than its \"timeout\"");
}

Task<void> check_health(Service& service, std::uint32_t number, HealthSettings settings,
                        Stream errors) {
  auto& instance = *service.instances()[number];
  std::int64_t in_a_row = 0;
  for (std::uint64_t asked = 0;; ++asked) {
    co_await instance.calendar().delay(settings.every);
    const auto& condition = instance.condition();
    const bool struck = errors.draw(asked).uniform() < any_of(condition.refusals);
    std::uint64_t messages = 0;
    const auto way = [&] {
      ++messages;
      return sum(
          condition.extra_latency,
          [](const ExtraLatency& one) { return one.takes(nullptr) && one.path.takes_all(); },
          [&](const Stream& own) { return errors.with(own).draw(asked, messages); });
    };
    const auto takes = way() + instance.stretched(settings.work) + way();
    const bool in_time = takes <= settings.timeout;
    const bool passed = instance.responds() && in_time && !struck;
    auto& standing = service.standing(number);
    in_a_row = passed == standing.healthy ? 0 : in_a_row + 1;
    const auto needed = standing.healthy ? settings.unhealthy_after : settings.healthy_after;
    if (in_a_row < needed) continue;
    in_a_row = 0;
    standing.healthy = passed;
    service.standing_changed(number);
  }
}

}  // namespace faultline
