#pragma once

#include <vector>

#include "models/arrivals/modulated.hpp"

namespace faultline {

/// A state of the arrivals: its rate, how long it lasts on average, and what follows it.
struct ArrivalPhase {
  static constexpr auto called = "phase";
  Rate rate;
  Duration mean{};
  std::vector<double> next;  ///< weight of each phase to be the next one
  void fields(Fields& f);
};

/// The share of each phase among those that a chain goes through in the long run: nu = nu P, P the
/// weights in `next`, each row in relation to its sum. Where it depends on the first phase each is
/// as likely to be that one.
std::vector<double> settled(const std::vector<ArrivalPhase>& phases);

/// A Poisson process whose rate is that of its phase (Markov-modulated, MMPP). Phases last
/// exponentially. The first is drawn as if it had been going on forever: phase i with probability
/// proportional to nu_i mean_i.
/// Source: Fischer, Meier-Hellstern, "The Markov-modulated Poisson process (MMPP) cookbook",
/// Performance Evaluation 18(2), 1993.
class Phases : public Modulated {
 public:
  void bind(const Streams& streams) final { draws_ = streams.named("arrivals/phases"); }
  double expected_by(Time end) const final;

 protected:
  /// All weights are there, and arrivals never cease for good.
  void go_through(std::vector<ArrivalPhase> phases);
  RatePiece after(const RatePiece& before) final;

 private:
  std::vector<ArrivalPhase> phases_;
  std::vector<double> first_;  ///< weight of each phase to be the first one
  Stream draws_;
  std::uint64_t number_ = 0;  ///< of the next phase, counted from the start of the run
  std::size_t phase_ = 0;
};

}  // namespace faultline
