#include "lab/watch/board.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/course/course.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/short_time.hpp"

namespace faultline {

namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t least_panel = 36;
constexpr std::size_t gap = 2;
constexpr std::size_t label_width = 14;
constexpr std::size_t bar_width = 6;

/// Text of exactly so many columns.
std::string fitted(const std::string& text, std::size_t width) {
  const auto cut = width_of(text) > width ? cut_to_width(text, width - 1) : text;
  return cut + std::string(width - std::min(width, width_of(cut)), ' ');
}

std::string times(const char* mark, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += mark;
  return text;
}

/// "2:05"
std::string clock(double at_s) {
  const auto whole = static_cast<int>(at_s);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

/// One column for each second, the latest last.
std::string history(const std::vector<double>& shares, std::size_t width, const Paint& paint) {
  constexpr const char* blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const auto shown = std::span(shares).last(std::min(width, shares.size()));
  auto text = std::string(width - shown.size(), ' ');
  for (const auto share : shown) {
    if (std::isnan(share))
      text += ' ';
    else
      text += share < 0.95 ? paint.bad(blocks[static_cast<int>(share * 7.99)]) : "█";
  }
  return text;
}

std::string bar(double share, const Paint& paint) {
  const auto full = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * bar_width));
  return paint.work(times("█", full)) + paint.faint(times("·", bar_width - full));
}

class Panel {
 public:
  Panel(const Board& board, const BoardDesign& design, std::size_t width, const Paint& paint)
      : board_(board), design_(design), width_(width), paint_(paint) {}

  Lines lines() const {
    Lines lines{paint_.heading(fitted(design_.name, width_)), fitted(answers(), width_),
                history(design_.availability, width_, paint_)};
    const auto names = course_parts(design_.frame);
    for (std::size_t i = 0; i < names.size(); ++i)
      if (!names[i].starts_with("topic "))
        lines.push_back(row(names[i], design_.snapshot.parts[i]));
    return lines;
  }

 private:
  std::string answers() const {
    const auto& now = design_.snapshot;
    const auto all = now.usable + now.unusable;
    if (all == 0) return "no answer in the last second";
    const auto share = 100.0 * static_cast<double>(now.usable) / static_cast<double>(all);
    const auto took = now.usable > 0 ? ", " + short_time(from_seconds(now.response_s)) : "";
    return fmt::format("{:.4g} % of {} answered{}", share, all, took);
  }

  /// "[a] payment          ████····  46 %"
  std::string row(const std::string& name, const PartSnapshot& part) const {
    const auto label = name.substr(name.find(' ') + 1);
    const auto key = board_.keys.find(label);
    const bool group = name.starts_with("subscription ");
    const auto lead =
        key != board_.keys.end() && !group ? fmt::format("[{}] ", key->second) : "    ";
    const auto title = title_of(name, label);
    const auto words_width = width_ - lead.size() - label_width - bar_width - 2;
    return lead + fitted(title, label_width) + " " + bar(part.utilisation, paint_) + " " +
           state(part, board_.struck.contains(label) && !group, words_width);
  }

  static std::string title_of(const std::string& name, const std::string& label) {
    if (name.starts_with("subscription ")) return "→ " + label;
    if (name.starts_with("service ")) return label;
    return label + " (" + name.substr(0, name.find(' ')) + ")";
  }

  std::string state(const PartSnapshot& part, bool struck, std::size_t width) const {
    if (struck) return paint_.bad(fitted("✕ struck", width));
    if (part.up == 0) return paint_.bad(fitted("✕ down", width));
    if (part.waiting > 0)
      return paint_.waiting(fitted(fmt::format("▲ {} wait", grouped(part.waiting)), width));
    if (part.utilisation < 0) return std::string(width, ' ');
    return fitted(fmt::format("{:.0f} %", 100 * part.utilisation), width);
  }

  static std::string grouped(std::int64_t number) {
    auto digits = std::to_string(number);
    for (auto at = std::ssize(digits) - 3; at > 0; at -= 3)
      digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
  }

  const Board& board_;
  const BoardDesign& design_;
  std::size_t width_;
  const Paint& paint_;
};

/// The whole run as one line: faults as blocks, the present instant as a mark.
std::string track(const Board& board, std::size_t width, const Paint& paint) {
  const auto& frame = board.designs.front().frame;
  const auto column = [&](Time instant) {
    const auto share = seconds(std::min(instant, frame.end)) / seconds(frame.end);
    return std::min(width - 1, static_cast<std::size_t>(share * static_cast<double>(width)));
  };
  const auto here = column(board.designs.front().snapshot.now);
  std::string line;
  for (std::size_t i = 0; i < width; ++i) {
    const bool struck = std::ranges::any_of(frame.faults, [&](const Window& fault) {
      return i >= column(fault.from) && i <= column(fault.to);
    });
    if (i == here)
      line += paint.heading("●");
    else
      line += struck ? paint.bad("▒") : paint.faint("─");
  }
  return line;
}

/// What strikes at this instant.
std::string strikes(const Board& board) {
  Lines names;
  const auto now = board.designs.front().snapshot.now;
  for (const auto& fault : board.designs.front().frame.faults)
    if (fault.from < now && now <= fault.to) names.push_back(fault.name);
  for (const auto& design : board.designs)
    for (const auto& release : design.frame.releases)
      if (release.from < now && now <= release.to) names.push_back(release.name);
  for (const auto& part : board.struck) names.push_back(part + " struck by hand");
  return names.empty() ? "" : fmt::format("now: {}", fmt::join(names, ", "));
}

std::string pace(const Board& board) {
  if (board.ended) return "the run is over";
  if (board.paused) return "paused";
  return fmt::format("{:.3g} s per second", board.speed);
}

/// So many panels side by side as there is room for, the others below them.
Lines panels(const Board& board, std::size_t width, const Paint& paint) {
  const auto count = board.designs.size();
  const auto fit = std::clamp<std::size_t>((width + gap) / (least_panel + gap), 1, count);
  const auto own = std::max(least_panel, (width + gap) / fit - gap);
  Lines lines;
  for (std::size_t first = 0; first < count; first += fit) {
    std::vector<Lines> row;
    std::size_t height = 0;
    for (std::size_t i = first; i < std::min(count, first + fit); ++i) {
      row.push_back(Panel(board, board.designs[i], own, paint).lines());
      height = std::max(height, row.back().size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      std::string text;
      for (std::size_t i = 0; i < row.size(); ++i)
        text += (i > 0 ? std::string(gap, ' ') : "") +
                (line < row[i].size() ? row[i][line] : std::string(own, ' '));
      lines.push_back(text);
    }
    lines.push_back("");
  }
  return lines;
}

}  // namespace

std::vector<std::string> page_of(const Board& board, std::size_t width, const Paint& paint) {
  const auto& first = board.designs.front();
  Lines lines{paint.heading(fitted(board.title, width)),
              fitted(fmt::format("{} of {}, {}", clock(seconds(first.snapshot.now)),
                                 clock(seconds(first.frame.end)), pace(board)),
                     width),
              track(board, width, paint), paint.bad(fitted(strikes(board), width)), ""};
  for (auto& line : panels(board, width, paint)) lines.push_back(std::move(line));
  lines.push_back(paint.faint(
      fitted("space pause  → one second  + faster  - slower  letter strike, heal  q quit", width)));
  return lines;
}

}  // namespace faultline
