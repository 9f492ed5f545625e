#include <algorithm>

#include "models/arrivals.hpp"

namespace faultline {

namespace {

/// The rate from an instant on.
struct Piece {
  static constexpr auto called = "a piece of the arrival rate";
  Duration from{};
  Rate rate;

  void fields(Fields& f) {
    f("from", from, {.says = "when this rate begins", .at_least = 0, .required = true});
    f("rate", rate,
      {.says = "the mean arrival rate from then on", .at_least = 0, .required = true});
  }
};

/// A Poisson process whose rate r(t) changes at given instants; nothing arrives before the first.
/// The next arrival t' solves the integral of r from t to t' = E, E exponential of mean 1
/// (inversion; Cinlar, Introduction to Stochastic Processes, 1975, section 4.7).
class Piecewise final : public Arrivals {
 public:
  void fields(Fields& f) override {
    f("pieces", pieces_, {.says = "the rates over time, in order", .required = true});
    if (!f.sound()) return;
    if (pieces_.empty()) f.problems().add(f.place_of("pieces"), "\"pieces\" is empty");
    for (std::size_t i = 1; i < pieces_.size(); ++i)
      if (pieces_[i].from <= pieces_[i - 1].from)
        f.problems().add(f.place_of("pieces"), "\"pieces\" do not follow each other in time");
  }

  Time next(Time previous, Draw& draw) override {
    auto left = draw.exponential();
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const auto end = i + 1 < pieces_.size() ? Time{pieces_[i + 1].from} : end_of_time;
      const auto begin = std::max(previous, Time{pieces_[i].from});
      if (end <= begin) continue;
      const auto rate = pieces_[i].rate.per_second;
      const auto whole = rate * seconds(end - begin);
      if (left < whole) return begin + from_seconds(left / rate);
      left -= whole;
    }
    return end_of_time;
  }

 private:
  std::vector<Piece> pieces_;
};

}  // namespace

Kind<Arrivals> piecewise() {
  return kind<Arrivals, Piecewise>("piecewise", "Independent arrivals at a rate that changes.");
}

}  // namespace faultline
