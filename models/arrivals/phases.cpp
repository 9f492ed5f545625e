#include "models/arrivals/phases.hpp"

#include <numeric>

namespace faultline {

namespace {

using Matrix = std::vector<std::vector<double>>;

void normalise(std::vector<double>& weights) {
  const auto sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (auto& weight : weights) weight /= sum;
}

/// The chain in which each phase is also followed by itself, half of the time: it settles at the
/// same shares, and does not go in step.
Matrix lazy(const std::vector<ArrivalPhase>& phases) {
  Matrix chain;
  for (const auto& phase : phases) {
    auto& row = chain.emplace_back(phase.next);
    normalise(row);
    row[chain.size() - 1] += 1;
    normalise(row);
  }
  return chain;
}

/// Two steps of the chain as one.
Matrix squared(const Matrix& chain) {
  Matrix result(chain.size(), std::vector<double>(chain.size()));
  for (std::size_t i = 0; i < chain.size(); ++i) {
    for (std::size_t k = 0; k < chain.size(); ++k)
      for (std::size_t j = 0; j < chain.size(); ++j) result[i][j] += chain[i][k] * chain[k][j];
    normalise(result[i]);
  }
  return result;
}

std::size_t chosen(const std::vector<double>& weights, double drawn) {
  auto left = drawn * std::accumulate(weights.begin(), weights.end(), 0.0);
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    if (left < weights[i]) return i;
    left -= weights[i];
    last = i;
  }
  return last;
}

}  // namespace

void ArrivalPhase::fields(Fields& f) {
  f("rate", rate,
    {.says = "the mean arrival rate during the phase", .at_least = 0, .required = true});
  f("mean", mean, {.says = "the mean length of the phase", .positive = true, .required = true});
  f("next", next,
    {.says = "relative probability that each phase follows this one, in the order of the list; by "
             "default the next phase follows, and the first one after the last"});
}

std::vector<double> settled(const std::vector<ArrivalPhase>& phases) {
  auto chain = lazy(phases);
  for (int i = 0; i < 50; ++i) chain = squared(chain);
  std::vector<double> shares(phases.size());
  for (const auto& row : chain)
    for (std::size_t j = 0; j < row.size(); ++j) shares[j] += row[j];
  normalise(shares);
  return shares;
}

void Phases::go_through(std::vector<ArrivalPhase> phases) {
  phases_ = std::move(phases);
  first_ = settled(phases_);
  for (std::size_t i = 0; i < phases_.size(); ++i) first_[i] *= seconds(phases_[i].mean);
}

double Phases::expected_by(Time end) const {
  double rate = 0;
  for (std::size_t i = 0; i < phases_.size(); ++i) rate += phases_[i].rate.per_second * first_[i];
  return rate / std::accumulate(first_.begin(), first_.end(), 0.0) * seconds(end);
}

RatePiece Phases::after(const RatePiece& before) {
  auto draw = draws_.draw(number_);
  phase_ = chosen(number_ == 0 ? first_ : phases_[phase_].next, draw.uniform());
  ++number_;
  const auto& phase = phases_[phase_];
  const auto span = from_nanoseconds(static_cast<double>(phase.mean.count()) * draw.exponential());
  return {.from = before.to, .to = later(before.to, span), .first = phase.rate.per_second};
}

}  // namespace faultline
