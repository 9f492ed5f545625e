#pragma once

#include <memory>
#include <vector>

#include "models/contracts/contract.hpp"
#include "models/requests/target.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

class Policy;
class Step;

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
    Copy copy = Copy::primary;
    bool locks_row = false;    ///< the row of the request's key
    bool locks_table = false;  ///< as a whole
    bool locks_named = false;  ///< a row by its name
    bool transaction = false;  ///< of which the others may be parts

    bool locks() const { return locks_row || locks_table || locks_named; }
  };
  std::vector<Query> queries;
  std::vector<Place> idle_retries;  ///< of transactions that no deadlock can strike
  std::vector<Place> isolations;    ///< of transactions that may conflict about a row
  std::vector<Reference> writes;    ///< stores that are changed
  std::vector<Reference> caches;
  struct Read {
    Reference projection;
    bool optional;
  };
  std::vector<Read> reads;
  std::vector<Read> projects;  ///< projections that are fed
  std::vector<Reference> publishes;
  std::vector<Reference> without_outbox;  ///< of these, those that are published at once
  std::vector<Reference> waits_for;       ///< of these, those whose broker has to answer
  std::vector<Reference>
      expiring;  ///< topics whose events expire by themselves, and where it says so
  std::vector<Reference> effects;
  std::vector<Reference> told;              ///< effects of which events tell
  std::vector<Reference> named_effects;     ///< awaited or taken back
  std::vector<Reference> awaited;           ///< of these, until they have happened
  std::vector<Reference> writes_contracts;  ///< in whose formats it asks or publishes
  struct Parse {
    Reference contract;
    std::vector<Reference> fields;  ///< that it uses; none: all
    ReaderStyle style;
  };
  std::vector<Parse> parses;
  std::vector<Reference> classes;
  std::vector<Place> by_chance;  ///< of what not every request asks for, writes or publishes
  bool takes_back = false;       ///< what has happened
  struct Stack {
    const std::vector<std::unique_ptr<Policy>>* policies;  ///< outermost first; there may be none
    Reference around;  ///< the operation that is asked, or the topic that is published to
    MessageSizes sizes;
    std::int64_t at_once = 1;  ///< of them, in one request
  };
  std::vector<Stack> stacks;
  struct Limit {
    const Step* step;  ///< which has no more time than this
    Duration within;
    Place place;
  };
  std::vector<Limit> limits;
  bool optional = false;     ///< while inside an optional step
  std::int64_t at_once = 1;  ///< while inside what is done several times at once
};

}  // namespace faultline
