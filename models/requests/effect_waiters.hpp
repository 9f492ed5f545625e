#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "sim/engine/wake.hpp"

namespace faultline {

/// The coroutines that wait until an effect of a transaction happens. They continue at that
/// instant, in the order in which they began to wait.
class EffectWaiters {
 public:
  using What = std::pair<std::uint64_t, std::uint32_t>;  ///< transaction, effect

  bool empty() const { return waiting_.empty(); }

  void wake(const What& what) {
    for (auto at = waiting_.find(what); at != waiting_.end() && at->first == what;) {
      at->second->wake_.call();
      at = waiting_.erase(at);
    }
  }

  /// co_await waiters.happening(...): goes on once it happens.
  class Happening {
   public:
    Happening(EffectWaiters& waiters, Calendar& calendar, What what)
        : waiters_(waiters), what_(what), wake_(calendar) {}
    ~Happening() {
      if (wake_.suspended() && !wake_.called()) waiters_.waiting_.erase(place_);
    }

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> frame) {
      wake_.suspend(frame);
      place_ = waiters_.waiting_.emplace(what_, this);
    }
    void await_resume() { wake_.resume(); }

   private:
    friend class EffectWaiters;

    EffectWaiters& waiters_;
    What what_;
    std::multimap<What, Happening*>::iterator place_;
    Wake wake_;
  };

 private:
  std::multimap<What, Happening*> waiting_;
};

}  // namespace faultline
