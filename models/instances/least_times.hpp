#pragma once

#include <map>
#include <set>

#include "models/requests/target.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/placement.hpp"
#include "sim/platform/platform_spec.hpp"

namespace faultline {

/// What answers take at the least in one design: the ways there and back along the whole chain of
/// what has to be asked, and between them nothing, or the shortest work of the operations. Blocking
/// calls go in no circle.
class LeastTimes {
 public:
  enum class Of : std::uint8_t { messages, messages_and_work };

  LeastTimes(const Scenario& scenario, const Outline& outline, Of what = Of::messages)
      : scenario_(scenario),
        outline_(outline),
        transits_(spec_of(scenario, *outline.design)),
        what_(what) {}

  /// The way to part `to` and back.
  Duration way(const std::string& from, const std::string& to, const MessageSizes& sizes) const;
  /// An answer of `operation` that is asked by part `from`.
  Duration call(const std::string& from, const std::string& operation,
                const MessageSizes& sizes) const;
  /// All steps of the operation, one after the other; those of what it calls are looked at before,
  /// so that a long chain takes no deep stack.
  Duration steps(const Outline::Item& operation) const;
  /// The work of a query at the store: `own` where that is given.
  Duration query(const std::string& store, const Distribution* own) const;
  /// The work of storing an event in the topic.
  Duration append(const std::string& topic) const;
  /// Work of such a length.
  Duration work(const Distribution& time) const {
    return what_ == Of::messages ? Duration::zero() : time.least();
  }

 private:
  const Scenario& scenario_;
  const Outline& outline_;
  Transits transits_;
  Of what_;
  mutable std::map<const Outline::Item*, Duration> known_;  ///< of each operation, once
  mutable std::set<const Outline::Item*> begun_;
};

}  // namespace faultline
