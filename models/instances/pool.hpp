#pragma once

#include <memory>
#include <vector>

#include "models/instances/instance.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// What callers do when only few of the instances are considered healthy.
struct PanicSettings {
  static constexpr auto called = "panic";
  double below = 0;
  bool fail = false;
  void fields(Fields& f);
};

/// What a service thinks of one of its instances. It may be behind the truth.
struct Standing {
  bool running = true;   ///< started, and not on its way out (autoscaling)
  bool healthy = true;   ///< by the health checks; without any, by what is so
  bool ejected = false;  ///< as an outlier, for a while
  Time eligible_since = start_of_run;

  bool eligible() const { return running && healthy && !ejected; }
};

/// The instances of a service, or of one of its shards, among which its balancer chooses: those
/// that are eligible. In a panic, that is where none is, or a smaller share of those that run than
/// `below`, what is known of them is not trusted: all that run are used, or every call fails at
/// once. Source: Envoy, "Panic threshold".
class Pool {
 public:
  Pool() = default;
  /// `panic` outlives it.
  Pool(std::size_t number, const PanicSettings& panic) : number_(number), panic_(&panic) {}

  struct Member {
    Instance* instance;
    Standing* standing;
  };

  void add(Instance& instance, Standing& standing) { members_.push_back({&instance, &standing}); }

  /// Determines again which instances are eligible.
  void refresh();
  void clear() { members_.clear(); }
  /// Calls fail without being sent to anybody.
  bool fails() const { return fails_; }
  /// Of the shard.
  std::size_t number() const { return number_; }

  /// Until the next refresh.
  void leave_out(std::size_t choice) {
    choices_.erase(choices_.begin() + static_cast<std::ptrdiff_t>(choice));
  }

  /// Never empty.
  const std::vector<Member>& choices() const { return choices_; }
  const std::vector<Member>& members() const { return members_; }

 private:
  std::size_t number_ = 0;
  const PanicSettings* panic_ = nullptr;
  bool fails_ = false;
  std::vector<Member> members_;
  std::vector<Member> choices_;
};

}  // namespace faultline
