#pragma once

#include <cstdint>

#include "sim/records/outcome.hpp"

namespace faultline {

class Instance;

/// An observer of the results of attempts, to detect instances that fail, and what faults have
/// caused.
class Observer {
 public:
  virtual void saw(Instance& instance, Outcome outcome) = 0;
  virtual void condition_changed(Instance& instance) = 0;

 protected:
  ~Observer() = default;
};

/// An observer of an instance: it goes down, comes up, pauses, continues or loses its contents.
class Listener {
 public:
  virtual void changed(Instance& instance) = 0;

 protected:
  ~Listener() = default;
};

/// State in the memory of an instance's process, which is lost with the process.
class ProcessMemory {
 public:
  virtual void process_gone(std::uint32_t instance) = 0;

 protected:
  ~ProcessMemory() = default;
};

}  // namespace faultline
