#pragma once

#include <deque>
#include <list>

#include "models/conditions/sights.hpp"
#include "models/policies/policy.hpp"

namespace faultline {

/// What the clients of a run get, as a monitoring system sees it while the run goes on: the answers
/// of the last seconds, and the requests that have not been answered by their deadline. It is the
/// outermost policy around a client's call, and changes nothing. Only a run with a condition that
/// asks for it has one.
class ClientView final : public Policy {
 public:
  /// Keeps answers for the length of a window; what counts since the warm-up begins at `warm`.
  ClientView(const Calendar& calendar, Time warm, Duration deadline)
      : calendar_(calendar), warm_(warm), deadline_(deadline) {}

  /// From now on answers are kept at least so long.
  void keep(Duration window) { longest_ = std::max(longest_, window); }

  /// A measure over the time before now; NaN where nothing is to be measured.
  double value(ClientMeasure what, Duration window, std::optional<std::uint32_t> request_class);

  /// See Sights; `length` is the end of the run.
  double budget_burnt(double objective, Time length) const;

  Task<Answer> apply(const Call& call, Next next) override;
  void bind(Binding&) override {}

 protected:
  void declare(Fields&) override {}

 private:
  struct Answered {
    Time at;
    Duration took;
    Outcome outcome;
    std::uint32_t request_class;
  };
  struct Asked {
    Time at;
    std::uint32_t request_class;
  };
  using Open = std::list<Asked>;  ///< in the order of arrival
  class Request;
  /// What a measure is made of.
  struct Sample {
    double answered = 0;
    double overdue = 0;
    double of[outcomes] = {};
    double good = 0;
    std::vector<Duration> times{};  ///< of usable answers
  };

  void note(const Asked& asked, Outcome outcome);
  Sample sample(Duration window, std::optional<std::uint32_t> request_class) const;

  const Calendar& calendar_;
  Time warm_;
  Duration deadline_;
  Duration longest_{};
  std::deque<Answered> recent_;
  Open open_;
  double answered_ = 0;  ///< since the warm-up
  double failed_ = 0;    ///< of those
};

}  // namespace faultline
