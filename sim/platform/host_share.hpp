#pragma once

#include <vector>

#include "sim/engine/link.hpp"
#include "sim/platform/platform.hpp"

namespace faultline {

/// The computations of one process on a host whose cores it shares with others.
///
/// `co_await share.work(span)` goes on once `span` of work, as stated for a host of speed 1, has
/// been done by a core; destroying it takes the work off the host. While the process stands still
/// none of its work goes on, and the others have the cores.
class HostShare {
 public:
  HostShare(Platform& platform, HostId at) : platform_(platform), at_(at) {}
  HostShare(const HostShare&) = delete;
  HostShare& operator=(const HostShare&) = delete;

  class Work : public Link {
   public:
    Work(HostShare& share, const Platform::Work& work)
        : share_(share), computation_(share.platform_, share.at_, work, share.stopped_) {
      share.works_.push_back(*this);
    }
    ~Work() { share_.ended_ += computation_.served(); }

    bool await_ready() const { return computation_.await_ready(); }
    void await_suspend(std::coroutine_handle<> frame) { computation_.await_suspend(frame); }
    void await_resume() { computation_.await_resume(); }

    /// For how long a core has worked for it.
    Duration served() const { return from_nanoseconds(computation_.served()); }

   private:
    friend class HostShare;
    HostShare& share_;
    Platform::Computation computation_;
  };
  /// By at most that part of a core.
  Work work(Duration span, double of_a_core = 1) {
    return {*this, {static_cast<double>(span.count()), of_a_core}};
  }

  std::int64_t cores() const { return platform_.cores(at_); }
  /// For how long cores have worked for it so far, all together, in ns.
  double used() const;

  void stop() { suspend(true); }
  void go_on() { suspend(false); }

 private:
  void suspend(bool stopped);

  Platform& platform_;
  HostId at_;
  bool stopped_ = false;
  double ended_ = 0;  ///< of works that are gone, in ns
  LinkedList<Work> works_;
};

}  // namespace faultline
