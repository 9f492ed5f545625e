#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace faultline {

/// What transactional consumers have done and not yet committed: it happens at the commit, or
/// never; nor does what somebody does for them after it. What is put into stage 0 happens at once.
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
