#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/faults/written_fault.hpp"

namespace faultline {

/// A fault that the monkey can choose.
struct MenuEntry {
  static constexpr auto called = "menu entry";
  WrittenFault fault;
  double weight = 1;
  std::unique_ptr<Distribution> lasts;
  void fields(Fields& f);
};

/// Draws faults from a menu, within a budget: how often, for how long, how many at once, when not,
/// and what it never hits. All of it is drawn before the run from streams of its own, so that it is
/// the same in every design; see MonkeyCourse. Each entry of the menu becomes a fault that recurs.
/// Source: Netflix's Chaos Monkey, see Basiri et al., "Chaos Engineering", IEEE Software 33(3),
/// 2016.
struct MonkeySettings {
  static constexpr auto called = "monkey";
  /// Turns that a run can have at most.
  static constexpr double most_turns = 1e6;
  Duration at{};
  std::optional<Duration> lasts_for;
  std::optional<Rate> rate;
  std::unique_ptr<Distribution> every;
  std::unique_ptr<Distribution> lasts;
  std::int64_t at_once = 1;
  Selectors never;  ///< empty once it is let loose
  std::vector<QuietTime> quiet;
  std::vector<MenuEntry> menu;
  Place place;
  Place place_of_quiet;
  void fields(Fields& f);

  /// Adds the faults of its menu to those of a run of this length; to be called once.
  void let_loose(Faults& faults, Time length, Problems& problems);
  /// What it never hits, from then on.
  const Selectors& spared() const { return *spared_; }

 private:
  void check(Time length, Problems& problems) const;

  std::shared_ptr<MonkeyCourse> course_;
  std::shared_ptr<const Selectors> spared_ = std::make_shared<const Selectors>();
};

}  // namespace faultline
