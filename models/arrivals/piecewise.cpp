#include <algorithm>

#include "models/arrivals/modulated.hpp"

namespace faultline {

namespace {

/// The rate from an instant on.
struct Piece {
  static constexpr auto called = "a piece of the arrival rate";
  Duration from{};
  Rate rate;

  void fields(Fields& f) {
    f("from", from, {.says = "when this rate starts", .at_least = 0, .required = true});
    f("rate", rate,
      {.says = "the mean arrival rate from then on", .at_least = 0, .required = true});
  }
};

/// A rate that changes at given instants: r(t) = rate of the last piece that began by t; nothing
/// arrives before the first.
class Piecewise final : public Modulated {
 public:
  void fields(Fields& f) override {
    f("pieces", pieces_, {.says = "the rates over time, in order", .required = true});
    if (!f.sound()) return;
    if (pieces_.empty()) f.problems().add(f.place_of("pieces"), "\"pieces\" is empty");
    const auto brings_some = [](const Piece& piece) { return piece.rate.per_second > 0; };
    if (!pieces_.empty() && std::ranges::none_of(pieces_, brings_some))
      f.problems().add(f.place_of("pieces"), "no request ever arrives: every rate is zero");
    for (std::size_t i = 1; i < pieces_.size(); ++i)
      if (pieces_[i].from <= pieces_[i - 1].from)
        f.problems().add(f.place_of("pieces"), "\"pieces\" are not in ascending order of time");
  }
  double expected_by(Time end) const override {
    double sum = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Time from{pieces_[i].from};
      const auto to = i + 1 < pieces_.size() ? std::min(end, Time{pieces_[i + 1].from}) : end;
      if (from < to) sum += pieces_[i].rate.per_second * seconds(to - from);
    }
    return sum;
  }

 protected:
  RatePiece after(const RatePiece& before) override {
    const Time first{pieces_.front().from};
    if (before.to < first) return {.from = before.to, .to = first};
    const auto rate = pieces_[next_++].rate.per_second;
    const auto end = next_ < pieces_.size() ? Time{pieces_[next_].from} : end_of_time;
    return {.from = before.to, .to = end, .first = rate};
  }

 private:
  std::vector<Piece> pieces_;
  std::size_t next_ = 0;
};

}  // namespace

Kind<Arrivals> piecewise() {
  return kind<Arrivals, Piecewise>("piecewise",
                                   "Poisson arrivals at a rate that changes at given times.");
}

}  // namespace faultline
