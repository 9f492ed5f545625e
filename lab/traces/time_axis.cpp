#include "lab/traces/time_axis.hpp"

#include <algorithm>
#include <cmath>

#include "lab/text/grid.hpp"
#include "lab/text/short_time.hpp"

namespace faultline {

namespace {

struct Gap {
  Duration from;
  Duration to;
  Duration length() const { return to - from; }
};

bool can_be_cut(const Gap& gap, const AxisExtent& extent) {
  return std::ranges::none_of(extent.shown_whole, [&](const AxisExtent::Stretch& stretch) {
    return stretch.from < gap.to && gap.from < stretch.to;
  });
}

/// Of all that can be cut, those that leave the rest in the dark: the longest first.
std::vector<Gap> cuts_of(const AxisExtent& extent) {
  constexpr double worth_a_cut = 0.8;
  constexpr std::size_t most = 3;
  std::vector<Gap> gaps;
  auto shown = Duration::zero();
  if (extent.instants.empty()) return {};
  shown = *extent.instants.rbegin();
  for (auto to = std::next(extent.instants.begin()); to != extent.instants.end(); ++to)
    if (can_be_cut({*std::prev(to), *to}, extent)) gaps.push_back({*std::prev(to), *to});
  std::ranges::sort(gaps, std::ranges::greater{}, &Gap::length);
  std::size_t count = 0;
  while (count < std::min(gaps.size(), most) &&
         seconds(gaps[count].length()) > worth_a_cut * seconds(shown))
    shown -= gaps[count++].length();
  gaps.resize(count);
  std::ranges::sort(gaps, {}, &Gap::from);
  return gaps;
}

/// 1, 2 or 5 times a power of ten, and at least so long.
Duration round_step(double least_ns) {
  const auto power = std::pow(10, std::floor(std::log10(std::max(1.0, least_ns))));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least_ns) return from_nanoseconds(factor * power);
  return from_nanoseconds(10 * power);
}

}  // namespace

TimeAxis::TimeAxis(const AxisExtent& extent, std::size_t columns) {
  const auto cuts = cuts_of(extent);
  std::vector<Section> sections;
  auto shown = Duration::zero();
  auto begins = Duration::zero();
  for (const auto& cut : cuts) {
    sections.push_back({begins, cut.from});
    shown += cut.from - begins;
    begins = cut.to;
  }
  const auto whole = extent.instants.empty() ? Duration{1} : *extent.instants.rbegin();
  sections.push_back({begins, std::max(begins, whole)});
  shown = std::max(Duration{1}, shown + sections.back().to - begins);
  const auto widths = widths_of(sections, shown, columns - cuts.size() * cut_columns);
  tick_ = round_step(static_cast<double>(shown.count()) / static_cast<double>(columns) * 10);
  text_.assign(columns, " ");
  std::size_t number = 0;
  for (const auto& section : sections) {
    if (section.from > Duration::zero()) {
      put(columns_.size(), "≈");
      columns_.insert(columns_.end(), cut_columns, {columns_.back().to, section.from, true});
    }
    add_section(section, widths[number++]);
  }
}

/// By their lengths, but each at least as wide as it takes to say where it begins.
auto TimeAxis::widths_of(const std::vector<Section>& sections, Duration shown, std::size_t room)
    -> std::vector<std::size_t> {
  std::vector<std::size_t> widths;
  std::size_t taken = 0;
  for (const auto& section : sections) {
    const auto share = seconds(section.to - section.from) / seconds(shown);
    const auto least = section.from > Duration::zero() ? width_of(short_time(section.from)) : 1;
    const auto wanted = static_cast<std::size_t>(share * static_cast<double>(room) + 0.5);
    widths.push_back(std::max(least, wanted));
    taken += widths.back();
  }
  auto& widest = *std::ranges::max_element(widths);
  widest = std::max<std::size_t>(1, widest + room - std::min(taken, widest + room));
  return widths;
}

void TimeAxis::add_section(const Section& section, std::size_t columns) {
  const auto first = columns_.size();
  const auto length = section.to - section.from;
  const auto at = [&](std::size_t i) {
    return section.from +
           length * static_cast<std::int64_t>(i) / static_cast<std::int64_t>(columns);
  };
  for (std::size_t i = 0; i < columns; ++i) columns_.push_back({at(i), at(i + 1), false});
  label(section, first, columns);
}

void TimeAxis::label(const Section& section, std::size_t first, std::size_t columns) {
  const auto begins = first == 0 ? first : first - cut_columns + 1;
  const auto words = (first == 0 ? "|" : "") + short_time(section.from);
  put(begins, words);
  auto free = begins + width_of(words) + 1;
  for (auto at = tick_ * (section.from / tick_ + 1); at < section.to; at += tick_) {
    const auto column = column_of(at);
    const auto tick = "|" + short_time(at);
    if (column < free || column + width_of(tick) > first + columns) continue;
    put(column, tick);
    free = column + width_of(tick) + 1;
  }
}

/// Words that are too long are cut.
void TimeAxis::put(std::size_t column, const std::string& words) {
  for (const unsigned char byte : words) {
    const bool continues = (byte & 0xC0U) == 0x80U;
    if (!continues && column == text_.size()) return;
    if (continues)
      text_[column - 1] += static_cast<char>(byte);
    else
      text_[column++] = static_cast<char>(byte);
  }
}

std::size_t TimeAxis::column_of(Duration at) const {
  std::size_t column = 0;
  while (column + 1 < columns_.size() && columns_[column].to <= at) ++column;
  return column;
}

bool TimeAxis::has_cuts() const { return std::ranges::any_of(columns_, &Column::cut); }

std::string TimeAxis::text() const {
  std::string text;
  for (const auto& character : text_) text += character;
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace faultline
