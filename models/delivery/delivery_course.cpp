#include "models/delivery/delivery_course.hpp"

#include <numeric>

#include "sim/engine/all_of.hpp"

namespace faultline {

DeliveryCourse::DeliveryCourse(DeliverySettings& settings, Wiring wiring, const Streams& streams,
                               Recorder& recorder)
    : settings_(settings),
      wiring_(std::move(wiring)),
      streams_(streams.within("delivery")),
      recorder_(recorder),
      production_(calendar_, settings, wiring_.owners, recorder),
      shipping_(calendar_, production_, wiring_.shipping) {
  for (auto& [name, place, team] : settings.teams) {
    std::vector<std::size_t> services;
    for (std::size_t i = 0; i < wiring_.owners.size(); ++i)
      if (wiring_.owners[i] == teams_.size()) services.push_back(i);
    teams_.emplace_back(calendar_, team, std::move(services), streams_.within(name));
  }
}

void DeliveryCourse::run() {
  start(shipping_.run(streams_.named("train"), courses_), courses_);
  for (std::size_t team = 0; team < teams_.size(); ++team) start(ask(team), courses_);
  calendar_.run_until(Time{settings_.length});
  for (const auto& change : changes_)
    if (!change.in_production) recorder_.change({change.asked, end_of_time});
}

Task<void> DeliveryCourse::ask(std::size_t team) {
  for (std::uint64_t number = 0;; ++number) {
    const auto asked = teams_[team].next(number, calendar_.now());
    if (asked >= Time{settings_.length}) co_return;
    co_await calendar_.delay(asked - calendar_.now());
    auto& change =
        changes_.emplace_back(teams_[team].change(number, settings_, wiring_.interfaces));
    change.team = team;
    change.asked = asked;
    start(follow(change), courses_);
  }
}

Task<void> DeliveryCourse::follow(CodeChange& change) {
  auto& team = teams_[change.team];
  co_await team.develop(change);
  std::vector<std::size_t> others(change.parts.size() - 1);
  std::iota(others.begin(), others.end(), 1);
  co_await all_of(calendar_, others, [&](std::size_t part) { return adapt(change, part); });
  team.find_defects(change, settings_.fails);
  for (;;) {
    co_await shipping_.ship(change, team);
    if (change.in_production) co_return;
    if (!change.defective()) continue;
    ++change.fixes;
    co_await team.fix(change, settings_.fix.get());
    team.find_defects(change, settings_.fails);
  }
}

Task<void> DeliveryCourse::adapt(CodeChange& change, std::size_t part) {
  const auto& own = change.parts[part];
  co_await owner_of(own).adapt(change, teams_[change.team], own.service);
}

}  // namespace faultline
