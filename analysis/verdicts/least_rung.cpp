#include "analysis/verdicts/least_rung.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace faultline {

namespace {

constexpr std::array preferred{1.0, 1.6, 2.5, 4.0, 6.3};

std::optional<std::size_t> searched(std::size_t topmost, std::size_t guess, const AskRung& quick) {
  std::size_t low = 0;
  auto high = topmost;
  auto rung = std::min(guess, topmost - std::min<std::size_t>(1, topmost));
  std::size_t step = 1;
  bool up = false;
  bool down = false;
  while (low < high) {
    const auto happens = quick(rung);
    if (!happens) return std::nullopt;
    (*happens ? down : up) = true;
    (*happens ? high : low) = *happens ? rung : rung + 1;
    const auto left = high - low;
    if (up && down)
      rung = low + left / 2;
    else
      rung = down ? high - std::min(step, left)
                  : low + std::min(step, left) - std::min<std::size_t>(1, left);
    step *= 2;
  }
  return high;
}

}  // namespace

std::vector<double> ladder(double least, double most) {
  std::vector<double> rungs;
  for (auto power = static_cast<int>(std::floor(std::log10(least)));; ++power)
    for (const auto number : preferred) {
      const auto unit = std::pow(10, std::abs(power));
      const auto value = power < 0 ? number / unit : number * unit;
      if (value >= most) return rungs.push_back(most), rungs;
      if (value >= least) rungs.push_back(value);
    }
}

std::optional<std::size_t> least_rung(std::size_t topmost, std::size_t guess, const AskRung& quick,
                                      const AskRung& decide) {
  const auto start = searched(topmost, guess, quick);
  if (!start) return std::nullopt;
  auto rung = *start;
  for (; rung < topmost; ++rung) {
    const auto happens = decide(rung);
    if (!happens) return std::nullopt;
    if (*happens) break;
  }
  if (rung != *start) return rung;
  for (; rung > 0; --rung) {
    const auto happens = decide(rung - 1);
    if (!happens) return std::nullopt;
    if (!*happens) break;
  }
  return rung;
}

}  // namespace faultline
