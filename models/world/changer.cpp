#include "models/world/changer.hpp"

#include <algorithm>

namespace faultline {

namespace {
constexpr int steps = 100;
}

Task<void> Changer::carry_out(Order order) {
  const auto& change = *order.change;
  if (change.at) co_await calendar_.delay(*change.at);
  do {
    if (change.when) co_await until(order.holds, change.when->lasting());
    const auto before = order.setting->magnitude();
    const auto after = order.setting->magnitude_of(change.to.node);
    auto& lasting = begin(order);
    if (change.over > Duration::zero()) co_await become(order, lasting, before, after);
    if (lasting.led_by(change)) order.setting->set(change.to.node);
    order.changed();
    if (!change.lasts) co_return;
    co_await calendar_.delay(*change.lasts);
    if (change.over > Duration::zero()) co_await become(order, lasting, after, lasting.first);
    end(order, lasting);
  } while (change.when);
}

Task<void> Changer::until(std::function<bool()> holds, Duration lasting, Time latest) {
  constexpr Duration each = std::chrono::seconds(1);
  for (auto held = -each; held < lasting;) {
    if (latest - calendar_.now() <= each) {
      if (latest > calendar_.now()) co_await calendar_.delay(latest - calendar_.now());
      co_return;
    }
    co_await calendar_.delay(each);
    held = holds() ? held + each : -each;
  }
}

bool Changer::is_under_way(const std::string& name) const {
  return std::ranges::any_of(lasting_, [&](const auto& own) {
    return std::ranges::any_of(own.second.changes,
                               [&](const Change* change) { return change->name.name == name; });
  });
}

auto Changer::begin(const Order& order) -> Lasting& {
  auto& lasting = lasting_[order.change->set.name];
  if (lasting.changes.empty()) {
    lasting.setting = order.setting;
    lasting.restore = order.setting->kept();
    lasting.first = order.setting->magnitude();
  }
  lasting.changes.push_back(order.change);
  return lasting;
}

/// What began before it stands again, or at first.
void Changer::end(const Order& order, Lasting& lasting) {
  const bool led = lasting.led_by(*order.change);
  std::erase(lasting.changes, order.change);
  if (!led) return;
  if (lasting.changes.empty())
    lasting.restore();
  else
    order.setting->set(lasting.changes.back()->to.node);
  order.changed();
}

/// In equal steps, the last of which would be the value itself.
Task<void> Changer::become(const Order& order, const Lasting& lasting, double from, double to) {
  for (int i = 1; i < steps; ++i) {
    co_await calendar_.delay(order.change->over / steps);
    if (!lasting.led_by(*order.change)) continue;
    order.setting->set_to(from + (to - from) * i / steps);
    order.changed();
  }
  co_await calendar_.delay(order.change->over / steps);
}

}  // namespace faultline
