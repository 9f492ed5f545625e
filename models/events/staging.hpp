#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace faultline {

/// The uncommitted effects of transactional consumers: they happen at the commit, or never; the
/// same holds for calls made on their behalf after it. Effects in stage 0 happen at once.
class Staging {
 public:
  using Action = std::function<void()>;

  std::uint32_t open();
  void put(std::uint32_t stage, Action action);
  /// Once for each `id` that is `whose`: what is tried again is not done twice.
  void put_once(std::uint32_t stage, const void* whose, std::uint64_t id, Action action);
  void commit(std::uint32_t stage);
  void discard(std::uint32_t stage) { stages_.erase(stage); }

 private:
  struct Stage {
    std::vector<Action> actions;
    std::set<std::pair<const void*, std::uint64_t>> put;
  };

  std::map<std::uint32_t, Stage> stages_;
  std::uint32_t opened_ = 0;
};

}  // namespace faultline
