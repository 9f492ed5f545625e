#pragma once

#include "models/arrivals/arrivals.hpp"

namespace faultline {

/// The instant `span` after `instant`, or the end of time where that is sooner.
inline Time later(Time instant, Duration span) {
  return span < end_of_time - instant ? instant + span : end_of_time;
}

/// A stretch of time over which the arrival rate goes linearly from one value to another.
struct RatePiece {
  Time from;
  Time to;              ///< end_of_time: it has no end, and the rate is level
  double first = 0;     ///< a second, at `from`
  double last = first;  ///< a second, at `to`

  /// The rate at `instant`, within the piece.
  double at(Time instant) const;
  /// Arrivals to be expected from `instant` to the end of the piece.
  double expected_from(Time instant) const;
  /// The time from `instant` until `amount` of them are to be expected, in seconds.
  double time_for(double amount, Time instant) const;

 private:
  double slope() const { return (last - first) / seconds(to - from); }
};

/// A Poisson process whose rate r(t) changes, by a plan or by chance. The arrival t' after t solves
/// integral of r from t to t' = E, E exponential of mean 1: one draw an arrival, and with the same
/// draws a higher rate brings each arrival sooner.
/// Source: Cinlar, Introduction to Stochastic Processes, 1975, section 4.7 (inversion).
class Modulated : public Arrivals {
 public:
  Time next(Time previous, Draw& draw) final;

 protected:
  /// The piece that follows `before`, asked once for each; the first follows one that ends at the
  /// start of the run. A piece without end is the last.
  virtual RatePiece after(const RatePiece& before) = 0;

 private:
  RatePiece piece_{.from = start_of_run, .to = start_of_run};
};

}  // namespace faultline
