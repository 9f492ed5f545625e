#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/releases/release.hpp"
#include "models/serving/service.hpp"

namespace faultline {

/// What a release does to this world.
struct Rollout {
  struct Part {
    Service* service;
    std::uint16_t build;
  };

  const Release* release;
  std::vector<Part> parts;         ///< in the order in which they are listed
  Service* migrated = nullptr;     ///< the nodes of the store that is migrated
  bool refused = false;            ///< by a schema registry
  std::function<bool()> breaks{};  ///< whether some message will not be read as things stand
  Stream draws{};                  ///< of the gate, and of whether it fails
};

/// Carries a release out: the gate, the migration, then batch by batch; or back.
class RolloutCourse {
 public:
  RolloutCourse(Calendar& calendar, Books& books, Rollout rollout)
      : calendar_(calendar), books_(books), rollout_(std::move(rollout)) {}

  static Task<void> run(RolloutCourse course);

 private:
  struct Move {
    Instance* instance;
    std::uint16_t before;
    std::uint16_t after;
    bool stops;
  };

  const Release& release() const { return *rollout_.release; }
  bool is_stopped();
  Task<void> migrate();
  void lock_tables();
  void unlock_tables();
  Task<bool> move_all();
  Task<void> move_part(const Rollout::Part& part, bool& good);
  static Move moved_at_rest(Instance& instance, std::uint16_t build);
  Task<bool> watch(const Rollout::Part& part, const Batch& batch);
  Task<void> move_together(std::vector<Move> moves);
  Task<void> move(Move move);
  Task<void> stop(Instance& instance);
  Task<void> through_a_window();
  Task<void> roll_back();

  Calendar& calendar_;
  Books& books_;
  Rollout rollout_;
  std::vector<Move> moved_;
};

}  // namespace faultline
