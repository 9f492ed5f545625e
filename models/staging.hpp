#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace faultline {

/// What transactional consumers have done and not yet committed: it happens at the commit, or
/// never. Stage 0 stands for "at once".
class Staging {
 public:
  using Action = std::function<void()>;

  std::uint16_t open();
  void put(std::uint16_t stage, Action action) { stages_[stage].push_back(std::move(action)); }
  void commit(std::uint16_t stage);
  void discard(std::uint16_t stage);

 private:
  std::vector<std::vector<Action>> stages_{1};
  std::vector<std::uint16_t> free_;
};

}  // namespace faultline
