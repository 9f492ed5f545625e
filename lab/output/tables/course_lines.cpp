#include "lab/output/tables/course_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "analysis/measures/series.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::size_t widest_bar = 50;
constexpr std::size_t widest_name = 24;
constexpr std::size_t most_name_lines = 4;
constexpr std::array<std::string_view, 8> levels{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::size_t column_of(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(series_columns, name) - series_columns.begin());
}

/// The mean of the buckets that fall into each character; NaN where nothing arrived.
std::vector<double> shares(const std::vector<Estimate>& availability, std::size_t width) {
  std::vector<double> found;
  for (std::size_t i = 0; i < width; ++i) {
    const auto from = i * availability.size() / width;
    const auto to = std::max(from + 1, (i + 1) * availability.size() / width);
    double sum = 0;
    int count = 0;
    for (auto bucket = from; bucket < to; ++bucket)
      if (!std::isnan(availability[bucket].mean)) {
        sum += availability[bucket].mean;
        ++count;
      }
    found.push_back(sum / count);
  }
  return found;
}

std::string bar(const std::vector<Estimate>& availability, std::size_t width) {
  std::string characters;
  for (const auto share : shares(availability, width)) {
    if (std::isnan(share)) {
      characters += ' ';
      continue;
    }
    const auto level = static_cast<int>(std::floor(share * 8));
    characters += levels[static_cast<std::size_t>(std::clamp(level, 0, 7))];
  }
  return characters;
}

/// Words laid below the bar, each at the place in time that it is about, in as few lines as they
/// need, and at most so many: what finds no room there is left out.
class Marks {
 public:
  Marks(std::size_t width, Duration whole, std::size_t most)
      : width_(width), whole_(whole), most_(most) {}

  void add(Time at, const std::string& words) {
    const auto place = static_cast<std::size_t>(seconds(at - start_of_run) / seconds(whole_) *
                                                static_cast<double>(width_));
    const auto begins = std::min(place, width_ - std::min(width_, width_of(words)));
    for (auto& line : lines_)
      if (line.empty() || width_of(line) + 2 <= begins) return append(line, begins, words);
    if (lines_.size() < most_) append(lines_.emplace_back(), begins, words);
  }

  const std::vector<std::string>& lines() const { return lines_; }

 private:
  static void append(std::string& line, std::size_t begins, const std::string& words) {
    line.append(begins - std::min(begins, width_of(line)), ' ');
    line += words;
  }

  std::size_t width_;
  Duration whole_;
  std::size_t most_;
  std::vector<std::string> lines_;
};

std::string in_line(const std::string& title, std::size_t names, const std::string& words) {
  return title + std::string(names + 4 - std::min(names + 4, width_of(title)), ' ') + words + "\n";
}

/// Faults and releases, those that several designs have once.
std::vector<Window> told_windows(const Results& results) {
  auto windows = results.designs.front().frame.faults;
  for (const auto& design : results.designs)
    for (const auto& release : design.frame.releases)
      if (!among(windows, release.name, &Window::name)) windows.push_back(release);
  std::ranges::stable_sort(windows, {}, &Window::from);
  return windows;
}

}  // namespace

std::string course_lines(const Results& results, const Paint& paint) {
  const auto& frame = results.designs.front().frame;
  const auto column = column_of("availability");
  if (results.designs.front().series.size() <= column) return "";
  std::size_t names = width_of("Availability over time");
  for (const auto& design : results.designs)
    names = std::max(names, std::min(width_of(design.name), widest_name));
  const auto width = std::min(widest_bar, page_width - names - 4);
  const auto length = frame.length - start_of_run;
  Marks instants(width, length, 1);
  Marks told(width, length, most_name_lines);
  instants.add(start_of_run, "0 s");
  for (const auto& [name, from, to] : told_windows(results)) {
    instants.add(from, in_words(from - start_of_run));
    told.add(from, cut_to_width(name, width - 1));
  }
  instants.add(frame.length, in_words(length));
  auto lines = in_line(paint.heading("Availability over time"), names, instants.lines().front());
  for (const auto& design : results.designs)
    lines += in_line("  " + cut_to_width(design.name, widest_name - 1), names,
                     bar(design.series[column], width));
  for (const auto& line : told.lines()) lines += in_line("", names, line);
  return lines;
}

}  // namespace faultline
