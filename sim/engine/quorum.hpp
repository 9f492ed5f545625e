#pragma once

#include "sim/engine/wake.hpp"

namespace faultline {

/// co_await quorum: continues once `needed` parties have succeeded, or so many have failed that
/// this is no longer possible.
class Quorum {
 public:
  Quorum(Calendar& calendar, std::size_t parties, std::size_t needed)
      : missing_(needed), spare_(parties - needed), wake_(calendar) {}

  void arrive(bool well) {
    if (decided()) return;
    if (well)
      --missing_;
    else if (spare_ > 0)
      --spare_;
    else
      failed_ = true;
    if (decided() && wake_.suspended()) wake_.call();
  }

  bool reached() const { return missing_ == 0; }

  bool await_ready() const { return decided(); }
  void await_suspend(std::coroutine_handle<> frame) { wake_.suspend(frame); }
  void await_resume() { wake_.resume(); }

 private:
  bool decided() const { return missing_ == 0 || failed_; }

  std::size_t missing_;
  std::size_t spare_;  ///< how many more may fail
  bool failed_ = false;
  Wake wake_;
};

}  // namespace faultline
