#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "models/instances/instance.hpp"
#include "models/requests/call.hpp"

namespace faultline {

/// The instances that ask from one place, by number; the client is one that is no instance: null.
using Callers = std::vector<Instance*>;

/// State that is kept separately for each calling instance. It lives in the memory of that
/// instance's process, so that the next process (after a crash, or when the autoscaler starts the
/// instance again) begins with new state. Calls that the old process still has under way keep the
/// old state.
template <class State>
class PerCaller final : public ProcessMemory {
 public:
  /// Makes the state of the caller of this number.
  using Make = std::function<std::unique_ptr<State>(std::uint32_t)>;

  PerCaller() = default;
  PerCaller(const PerCaller&) = delete;
  PerCaller& operator=(const PerCaller&) = delete;
  ~PerCaller() = default;

  void make(const Callers& callers, Make make) {
    make_ = std::move(make);
    states_.clear();
    for (auto* caller : callers) {
      states_.push_back(make_(static_cast<std::uint32_t>(states_.size())));
      if (caller) caller->remembers(*this);
    }
  }

  State& of(const Call& call) { return *states_[call.caller]; }

  /// Calls `see` with each, except those of processes that have ended.
  template <class See>
  void visit(See see) {
    for (auto& state : states_) see(*state);
  }

  void process_gone(std::uint32_t instance) override {
    former_.push_back(std::exchange(states_[instance], make_(instance)));
  }

 private:
  Make make_;
  std::vector<std::unique_ptr<State>> states_;
  std::vector<std::unique_ptr<State>> former_;  ///< of processes that are gone
};

}  // namespace faultline
