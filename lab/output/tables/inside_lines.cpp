#include "lab/output/tables/inside_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "lab/output/cause_words.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/place_words.hpp"

namespace faultline {

namespace {

constexpr std::size_t widest_name = 24;
constexpr std::size_t most_pieces = 4;
constexpr std::size_t most_causes = 3;
/// A piece or a cause with less than this is not worth a word.
constexpr double least_share = 0.01;

std::string number(double time, const Scale& scale) {
  return fmt::format("{:.3g}", time * scale.factor);
}

struct Piece {
  double time;
  std::string words;
};

/// The greatest first.
std::vector<Piece> pieces_of(const DesignResult& design, const Cells& times) {
  std::vector<Piece> pieces;
  const auto places = design.frame.places.size();
  for (std::size_t place = 0; place < places; ++place)
    for (int i = 0; i < activities; ++i)
      pieces.push_back(
          {times[place][i].mean, phrase_of(static_cast<Activity>(i), design.frame.places[place])});
  std::ranges::stable_sort(pieces, std::greater(), &Piece::time);
  return pieces;
}

std::string split(const DesignResult& design, const Cells& times) {
  double whole = 0;
  const auto pieces = pieces_of(design, times);
  for (const auto& piece : pieces) whole += piece.time;
  if (!(whole > 0)) return "no usable answer";
  const Estimate of_whole{whole, whole, whole, 1};
  const auto scale = scale_of(Measure::Unit::seconds, std::span(&of_whole, 1));
  std::vector<std::string> words;
  double left = whole;
  for (const auto& piece : pieces) {
    if (words.size() == most_pieces || piece.time < least_share * whole) break;
    words.push_back(fmt::format("{} {}", number(piece.time, scale), piece.words));
    left -= piece.time;
  }
  if (left >= least_share * whole) words.push_back(fmt::format("{} other", number(left, scale)));
  return fmt::format("of {} {}: {}", number(whole, scale), scale.unit, fmt::join(words, ", "));
}

std::string lines_of(const std::vector<CauseShare>& causes, const RunFrame& frame) {
  std::string lines;
  double told = 0;
  std::size_t count = 0;
  for (const auto& cause : causes) {
    const auto& share = cause.shares.front();
    if (count == most_causes || !(share.mean >= least_share)) break;
    lines += hung(fmt::format("    {:>5.1f} %  ", share.mean * 100), in_words(cause.chain, frame));
    told += share.mean;
    ++count;
  }
  if (count < causes.size() && told < 1 - least_share)
    lines += fmt::format("    {:>5.1f} %  in {}\n", (1 - told) * 100,
                         counted(causes.size() - count, "other way"));
  return lines;
}

}  // namespace

std::string time_lines(const Results& results, const Paint& paint, Detail detail) {
  std::string lines;
  for (const auto& design : results.designs) {
    if (design.times.empty()) continue;
    auto words = split(design, design.times);
    if (detail == Detail::all)
      words += "; of the slowest 1 %, " + split(design, design.slowest_times);
    lines += hung(fmt::format("  {}  ", cut_to_width(design.name, widest_name)), words + ".");
  }
  return lines.empty() ? "" : paint.heading("where the time goes") + "\n" + lines;
}

std::string cause_lines(const Results& results, const Paint& paint) {
  std::string failed;
  std::string incomplete;
  for (const auto& design : results.designs) {
    const auto lines = [&](const auto& causes) {
      return causes.empty() ? ""
                            : fmt::format("  {}\n{}", design.name, lines_of(causes, design.frame));
    };
    failed += lines(design.causes);
    incomplete += lines(design.incomplete);
  }
  if (!failed.empty()) failed.insert(0, paint.heading("why requests fail") + "\n");
  if (incomplete.empty()) return failed;
  return failed + paint.heading("why accepted transactions never complete") + "\n" + incomplete;
}

}  // namespace faultline
