#pragma once

#include <map>
#include <memory>
#include <vector>

#include "models/faults/fault.hpp"

namespace faultline {

/// A fault that does something as long as it lasts, at each instance by itself. What it has done is
/// undone when the coroutine is destroyed, at whatever point that is.
class Acting : public Fault {
 public:
  void begin(Instance& instance) override {
    auto& group = acts_[&instance].emplace_back(std::make_unique<TaskGroup>());
    start(act(instance), *group);
  }
  void end(Instance& instance) override {
    auto& groups = acts_.at(&instance);
    groups.erase(groups.begin());
  }

 protected:
  virtual Task<void> act(Instance& instance) = 0;

  /// Keeps an instance down while it exists.
  class Down {
   public:
    explicit Down(Instance& instance) : instance_(instance) { instance_.crash(); }
    Down(const Down&) = delete;
    Down& operator=(const Down&) = delete;
    ~Down() { instance_.restart(); }

   private:
    Instance& instance_;
  };

 private:
  std::map<Instance*, std::vector<std::unique_ptr<TaskGroup>>> acts_;  ///< by strike
};

}  // namespace faultline
