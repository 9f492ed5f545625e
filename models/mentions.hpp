#pragma once

#include <memory>
#include <vector>

#include "models/target.hpp"
#include "sim/codec.hpp"

namespace faultline {

class Policy;

/// What the steps of one operation name: other operations, stores, topics, effects.
struct Mentions {
  struct Call {
    Reference operation;
    bool optional;
  };
  std::vector<Call> calls;
  struct Query {
    Reference store;
    bool optional;
  };
  std::vector<Query> queries;
  std::vector<Reference> writes;  ///< stores that are changed
  std::vector<Reference> caches;
  struct Read {
    Reference projection;
    bool optional;
  };
  std::vector<Read> reads;
  std::vector<Read> projects;  ///< projections that are fed
  std::vector<Reference> publishes;
  std::vector<Reference> effects;
  std::vector<Reference> told;  ///< effects of which events tell
  std::vector<Reference> classes;
  struct Stack {
    const std::vector<std::unique_ptr<Policy>>* policies;  ///< outermost first
    Reference around;                                      ///< the operation that is asked
    MessageSizes sizes;
  };
  std::vector<Stack> stacks;
  bool optional = false;  ///< while inside an optional step
};

}  // namespace faultline
