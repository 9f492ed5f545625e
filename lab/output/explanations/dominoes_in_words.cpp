#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "lab/output/json/dominoes.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/short_time.hpp"

namespace faultline {

namespace {

/// A difference or a growth that is worth a word.
constexpr double least_share = 0.01;
constexpr double least_growth = 1.05;

/// "service payment (12 ms, 3.1 attempts per request)".
std::string in_words(const Domino& domino) {
  const auto after = domino.left_after().mean;
  const auto when = after == 0 ? "at once" : short_time(from_seconds(after));
  const auto attempts = domino.amplification().mean;
  if (!(attempts > least_growth * domino.amplification_before().mean))
    return fmt::format("{} ({})", domino.part, when);
  return fmt::format("{} ({}, {:.2g} attempts for each first one)", domino.part, when, attempts);
}

/// As measured, and as the wiring alone has it.
std::string blast_radius(const DesignResult& design, std::size_t fault) {
  const auto& measured = design.blast_radii[fault].front();
  const auto wired = design.wired_blast_radii[fault];
  if (std::isnan(measured.mean) || std::isnan(wired)) return "";
  std::string_view why = "as many as need it by the wiring";
  if (measured.mean > wired + least_share)
    why = "more than need it by the wiring, since others wait for it or are not reached";
  if (measured.mean < wired - least_share)
    why = "fewer than need it by the wiring, since not all of them lose goodput";
  return fmt::format(
      " {} of the operations lose goodput; by the wiring {:.0f} % need the part: {}.",
      figure_of(Measure::Unit::share, measured, {100, "%"}).text(), wired * 100, why);
}

}  // namespace

std::string dominoes_in_words(const DesignResult& design, std::size_t fault) {
  const auto found = dominoes_of(design, fault);
  const auto& name = design.frame.faults[fault].name;
  std::vector<std::string> fallen;
  for (const auto& domino : found.fallen)
    if (domino.probability() >= 0.5) fallen.push_back(in_words(domino));
  if (fallen.empty()) return fmt::format("after \"{}\" no part leaves its steady state.", name);
  const auto standing = found.untouched.empty()
                            ? "Every part is touched in some replication."
                            : fmt::format("Never touched: {}.", fmt::join(found.untouched, ", "));
  return fmt::format("after \"{}\" these parts leave their steady state, in this order: {}. {}{}",
                     name, fmt::join(fallen, ", "), standing, blast_radius(design, fault));
}

}  // namespace faultline
