#pragma once

#include <string>
#include <string_view>

#include "models/instances/step.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// What a service does when it is called, whichever caller and protocol.
class Operation {
 public:
  Operation() = default;
  Operation(std::string name, std::uint32_t index, Steps steps)
      : name_(std::move(name)), index_(index), steps_(std::move(steps)), draws_(bits_of(name_)) {}

  const std::string& name() const { return name_; }
  std::uint32_t index() const { return index_; }
  const Steps& steps() const { return steps_; }

  /// Tells what is drawn for it from what its service draws for other operations, or for the same
  /// one of another step.
  std::uint64_t draws() const { return draws_; }
  void draw_as(std::string_view name) { draws_ = bits_of(name); }

  /// Whether it is a query that changes a store.
  bool writes() const { return writes_; }
  void write_too(bool writes) { writes_ = writes; }

 private:
  std::string name_;
  std::uint32_t index_ = unrecorded_operation;
  Steps steps_;
  std::uint64_t draws_ = 0;
  bool writes_ = false;
};

}  // namespace faultline
