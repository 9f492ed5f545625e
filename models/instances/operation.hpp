#pragma once

#include <string>

#include "models/instances/step.hpp"

namespace faultline {

/// What a service does when it is called, whichever caller and protocol.
class Operation {
 public:
  Operation() = default;
  Operation(std::string name, std::uint32_t index, Steps steps)
      : name_(std::move(name)), index_(index), steps_(std::move(steps)) {}

  const std::string& name() const { return name_; }
  std::uint32_t index() const { return index_; }
  const Steps& steps() const { return steps_; }

 private:
  std::string name_;
  std::uint32_t index_ = unrecorded_operation;
  Steps steps_;
};

}  // namespace faultline
