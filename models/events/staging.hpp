#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace faultline {

/// What transactional consumers have done and not yet committed: it happens at the commit, or
/// never; nor does what somebody does for them after it. What is put into stage 0 happens at once.
class Staging {
 public:
  using Action = std::function<void()>;

  std::uint32_t open();
  void put(std::uint32_t stage, Action action);
  void commit(std::uint32_t stage);
  void discard(std::uint32_t stage) { stages_.erase(stage); }

 private:
  std::map<std::uint32_t, std::vector<Action>> stages_;
  std::uint32_t opened_ = 0;
};

}  // namespace faultline
