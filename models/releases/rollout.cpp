#include "models/releases/rollout.hpp"

#include <algorithm>

#include "models/spans/spans.hpp"
#include "sim/engine/all_of.hpp"

namespace faultline {

namespace {

constexpr Duration look_again = std::chrono::milliseconds(100);

}  // namespace

Task<void> RolloutCourse::run(RolloutCourse course) {
  const auto& release = course.release();
  co_await course.calendar_.delay(release.at);
  if (course.is_stopped()) {
    course.books_.incident(Incident::release_failed);
    co_return;
  }
  if (release.migration) co_await course.migrate();
  bool good = co_await course.move_all();
  if (good && course.rollout_.draws.draw(1).uniform() < release.fails) {
    co_await course.calendar_.delay(release.noticed_after);
    good = false;
  }
  if (good) co_return;
  course.books_.incident(Incident::release_failed);
  co_await course.roll_back();
}

/// Before it begins, by the registry or by contract tests.
bool RolloutCourse::is_stopped() {
  if (rollout_.refused) return true;
  return rollout_.draws.draw(0).uniform() < release().contract_tests && rollout_.breaks();
}

Task<void> RolloutCourse::migrate() {
  const auto& migration = *release().migration;
  for (std::int64_t part = 0; part < migration.parts; ++part) {
    if (part > 0) co_await calendar_.delay(migration.pause);
    lock_tables();
    co_await calendar_.delay(migration.lock / migration.parts);
    unlock_tables();
  }
}

void RolloutCourse::lock_tables() {
  auto& store = *rollout_.migrated;
  if (auto* spans = books_.spans()) spans->causes().begin_migration(store.place());
  for (auto& node : store.instances()) node->lock_table();
}

void RolloutCourse::unlock_tables() {
  auto& store = *rollout_.migrated;
  if (auto* spans = books_.spans()) spans->causes().end_migration(store.place());
  for (auto& node : store.instances()) node->unlock_table();
}

/// False where what it watches has left its limit.
Task<bool> RolloutCourse::move_all() {
  bool good = true;
  if (release().together == Together::window) {
    co_await through_a_window();
  } else if (release().together == Together::at_once) {
    co_await all_of(calendar_, rollout_.parts,
                    [&](const Rollout::Part& part) { return move_part(part, good); });
  } else {
    for (const auto& part : rollout_.parts) {
      if (!good) break;
      co_await move_part(part, good);
    }
  }
  co_return good;
}

Task<void> RolloutCourse::move_part(const Rollout::Part& part, bool& good) {
  std::vector<Instance*> left;
  for (auto& instance : part.service->instances())
    if (instance->deployed()) left.push_back(instance.get());
  auto next = left.begin();
  for (const auto& batch : release().strategy->plan(std::ssize(left))) {
    std::vector<Move> moves;
    for (std::int64_t i = 0; i < batch.size(); ++i, ++next)
      moves.push_back({*next, (*next)->build(), part.build, i < batch.down});
    moved_.insert(moved_.end(), moves.begin(), moves.end());
    co_await move_together(std::move(moves));
    if (batch.watch == Duration::zero()) continue;
    const bool passes = co_await watch(part, batch);
    if (passes) continue;
    good = false;
    co_return;
  }
  for (auto& instance : part.service->instances())
    if (!instance->deployed()) moved_.push_back(moved_at_rest(*instance, part.build));
}

/// One that does not run now starts with the new build, should it be deployed.
auto RolloutCourse::moved_at_rest(Instance& instance, std::uint16_t build) -> Move {
  const Move move{&instance, instance.build(), build, false};
  instance.replace(build);
  return move;
}

/// Of the attempts that ended at the new build meanwhile, no more failed than may.
Task<bool> RolloutCourse::watch(const Rollout::Part& part, const Batch& batch) {
  BuildTally tally{.build = part.build};
  part.service->count_in(&tally);
  co_await calendar_.delay(batch.watch);
  part.service->count_in(nullptr);
  const auto most = batch.most_failures * static_cast<double>(tally.ended);
  co_return static_cast<double>(tally.failed) <= most;
}

Task<void> RolloutCourse::move_together(std::vector<Move> moves) {
  co_await all_of(calendar_, moves, [&](const Move& one) { return move(one); });
}

Task<void> RolloutCourse::move(Move move) {
  auto& instance = *move.instance;
  if (move.stops) {
    co_await stop(instance);
    co_await calendar_.delay(release().start_up);
    instance.replace(move.after);
    instance.come_back();
  } else {
    co_await calendar_.delay(release().start_up);
    instance.replace(move.after);
  }
}

Task<void> RolloutCourse::stop(Instance& instance) {
  instance.drain();
  for (auto waited = Duration::zero(); instance.in_flight() > 0 && waited < release().drain;
       waited += look_again)
    co_await calendar_.delay(std::min(look_again, release().drain - waited));
  instance.stop();
}

Task<void> RolloutCourse::through_a_window() {
  for (const auto& part : rollout_.parts)
    for (auto& instance : part.service->instances())
      if (instance->deployed())
        moved_.push_back({instance.get(), instance->build(), part.build, true});
  co_await all_of(calendar_, moved_, [&](const Move& one) { return stop(*one.instance); });
  co_await calendar_.delay(release().start_up);
  for (const auto& one : moved_) {
    one.instance->replace(one.after);
    one.instance->come_back();
  }
}

/// Beside what runs, so that nothing stops.
Task<void> RolloutCourse::roll_back() {
  auto back = std::exchange(moved_, {});
  for (auto& one : back) {
    std::swap(one.before, one.after);
    one.stops = false;
  }
  co_await move_together(std::move(back));
}

}  // namespace faultline
