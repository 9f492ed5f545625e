#pragma once

#include <memory>
#include <vector>

#include "models/serving/instance.hpp"

namespace faultline {

/// What a service thinks of one of its instances. It may be behind the truth.
struct Standing {
  bool running = true;   ///< started, and not on its way out (autoscaling)
  bool healthy = true;   ///< by the health checks; without any, by what is so
  bool ejected = false;  ///< as an outlier, for a while
  Time eligible_since = start_of_run;
  double credit = 0;       ///< for balancers that share turns out by weight
  std::uint64_t turn = 0;  ///< of its zone, where it is the first there

  bool eligible() const { return running && healthy && !ejected; }
};

/// The instances of a service, or of one of its shards, among which its balancer chooses.
class Pool {
 public:
  struct Member {
    Instance* instance;
    Standing* standing;
  };

  void add(Instance& instance, Standing& standing) { members_.push_back({&instance, &standing}); }

  /// Finds out anew who may be chosen: those eligible; where none is, those that run: better one
  /// that is thought to be down than nobody.
  void refresh();

  /// Until the next refresh.
  void leave_out(std::size_t choice) {
    choices_.erase(choices_.begin() + static_cast<std::ptrdiff_t>(choice));
  }

  /// Never empty.
  const std::vector<Member>& choices() const { return choices_; }
  const std::vector<Member>& members() const { return members_; }

  std::uint64_t turn = 0;  ///< of those balancers that take turns

 private:
  std::vector<Member> members_;
  std::vector<Member> choices_;
};

}  // namespace faultline
