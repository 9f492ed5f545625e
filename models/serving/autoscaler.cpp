#include "models/serving/autoscaler.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

#include "models/serving/service.hpp"

namespace faultline {

void AutoscalingSettings::fields(Fields& f) {
  f("min", least, {.says = "minimum number of instances", .at_least = 1, .at_most = 10000});
  f("max", most,
    {.says = "maximum number of instances", .at_least = 1, .at_most = 10000, .required = true});
  f("target", target,
    {.says = "target utilisation of the workers or cores", .at_most = 1, .positive = true});
  f("tolerance", tolerance,
    {.says = "relative deviation from the target that is tolerated", .at_least = 0, .at_most = 1});
  f("every", every, {.says = "time between two scaling decisions", .at_least = 1e9});
  f("cold_start", cold_start,
    {.says = "time from the decision until a new instance takes requests", .at_least = 0});
  f("scale_up_after", scale_up_after,
    {.says = "how long more instances must be wanted before it scales up", .at_least = 0});
  f("scale_down_after", scale_down_after,
    {.says = "how long fewer instances must be wanted before it scales down", .at_least = 0});
  if (f.sound() && least > most)
    f.problems().add(f.place_of("max"), "\"max\" is less than \"min\"");
}

namespace {

/// What was wanted lately.
class Wishes {
 public:
  void add(Time now, std::int64_t wanted) { wishes_.push_back({now, wanted}); }

  std::int64_t least_since(Time since) const { return extreme(since, false); }
  std::int64_t most_since(Time since) const { return extreme(since, true); }

  void forget_before(Time since) {
    while (wishes_.size() > 1 && wishes_[1].at <= since) wishes_.pop_front();
  }

 private:
  struct Wish {
    Time at;
    std::int64_t wanted;
  };
  std::int64_t extreme(Time since, bool most) const {
    auto found = wishes_.back().wanted;
    for (const auto& wish : wishes_)
      if (wish.at >= since)
        found = most ? std::max(found, wish.wanted) : std::min(found, wish.wanted);
    return found;
  }

  std::deque<Wish> wishes_;
};

/// `busy`: how many instances' worth of work there was.
std::int64_t wanted_instances(std::int64_t running, double busy,
                              const AutoscalingSettings& settings) {
  const auto ratio = busy / static_cast<double>(running) / settings.target;
  const auto wanted =
      std::abs(ratio - 1) <= settings.tolerance
          ? running
          : static_cast<std::int64_t>(std::ceil(static_cast<double>(running) * ratio));
  return std::clamp(wanted, settings.least, settings.most);
}

Task<void> start_cold(Service& service, std::uint32_t number, Duration after) {
  co_await service.calendar().delay(after);
  service.run_instance(number);
}

}  // namespace

Task<void> autoscale(Service& service, AutoscalingSettings settings, TaskGroup& group) {
  auto& calendar = service.calendar();
  auto count = service.running();
  Wishes wishes;
  wishes.add(calendar.now(), count);
  for (;;) {
    const auto before = service.used();
    co_await calendar.delay(settings.every);
    const auto busy = (service.used() - before) / static_cast<double>(settings.every.count());
    const auto now = calendar.now();
    wishes.add(now, wanted_instances(service.running(), busy, settings));
    const auto up = wishes.least_since(now - settings.scale_up_after);
    const auto down = wishes.most_since(now - settings.scale_down_after);
    for (; count < up; ++count)
      start(start_cold(service, static_cast<std::uint32_t>(count), settings.cold_start), group);
    for (; count > down && service.running() == count; --count)
      service.stop_instance(static_cast<std::uint32_t>(count - 1));
    wishes.forget_before(now - std::max(settings.scale_up_after, settings.scale_down_after));
  }
}

}  // namespace faultline
