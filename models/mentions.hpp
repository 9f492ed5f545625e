#pragma once

#include <vector>

#include "sim/codec.hpp"

namespace faultline {

/// What the steps of one operation name: other operations, stores, topics, effects.
struct Mentions {
  struct Call {
    Reference operation;
    bool optional;
  };
  std::vector<Call> calls;
  std::vector<Reference> queries;
  std::vector<Reference> publishes;
  std::vector<Reference> effects;
  bool optional = false;  ///< while inside an optional step
};

}  // namespace faultline
