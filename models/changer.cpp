#include "models/changer.hpp"

namespace faultline {

namespace {
constexpr int steps = 100;
}

Task<void> Changer::carry_out(Order order) {
  const auto& change = *order.change;
  if (change.at) co_await calendar_.delay(*change.at);
  do {
    if (change.when) co_await until_it_holds(order);
    const auto kept = order.setting->kept();
    const auto before = order.setting->magnitude();
    const auto after = order.setting->magnitude_of(change.to.node);
    if (change.over > Duration::zero()) co_await become(order, before, after);
    order.setting->set(change.to.node);
    order.changed();
    if (!change.lasts) co_return;
    co_await calendar_.delay(*change.lasts);
    if (change.over > Duration::zero()) co_await become(order, after, before);
    kept();
    order.changed();
  } while (change.when);
}

Task<void> Changer::until_it_holds(const Order& order) {
  constexpr Duration each = std::chrono::seconds(1);
  for (auto held = -each; held < order.change->when->lasting;) {
    co_await calendar_.delay(each);
    held = order.holds() ? held + each : -each;
  }
}

/// In equal steps, the last of which would be the value itself.
Task<void> Changer::become(const Order& order, double from, double to) {
  for (int i = 1; i < steps; ++i) {
    co_await calendar_.delay(order.change->over / steps);
    order.setting->set_to(from + (to - from) * i / steps);
    order.changed();
  }
  co_await calendar_.delay(order.change->over / steps);
}

}  // namespace faultline
