#pragma once

#include <map>

#include "sim/engine/task.hpp"
#include "sim/platform/host_share.hpp"

namespace faultline {

class Fault;

/// The CPU of an instance that shares the cores of its host with all that stands there. What faults
/// take are further computations, which share the cores like any other.
class SharedCpu {
 public:
  SharedCpu(Platform& platform, HostId at) : own_(platform, at), others_(platform, at) {}

  HostShare::Work work(Duration span) { return own_.work(span); }
  double cores() const { return static_cast<double>(own_.cores()); }
  double used() const { return own_.used(); }
  void stop() { own_.stop(); }
  void go_on() { own_.go_on(); }

  /// Keeps so many cores busy; of the last one a part.
  void take(const Fault& fault, double cores);
  void give(const Fault& fault) { taken_.erase(&fault); }

 private:
  HostShare own_;
  HostShare others_;
  std::map<const Fault*, TaskGroup> taken_;
};

}  // namespace faultline
