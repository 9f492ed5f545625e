#include "lab/traces/waterfall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "lab/text/grid.hpp"
#include "lab/text/short_time.hpp"
#include "lab/traces/time_axis.hpp"
#include "lab/traces/trace_rows.hpp"
#include "lab/traces/trace_sentences.hpp"

namespace faultline {

namespace {

constexpr std::size_t longest_label = 34;
constexpr std::size_t most_rows = 60;  ///< of one design

struct Sign {
  std::string_view character;
  std::string_view says;
};

constexpr std::array<Sign, looks> signs{{{"█", "work"},
                                         {"░", "waits for a resource"},
                                         {"·", "network"},
                                         {"~", "pause before a retry"},
                                         {"─", "waits for the rows below"},
                                         {"┄", "event in a topic"},
                                         {"▒", "work that nobody waits for"},
                                         {"◆", "decision of a policy"}}};

std::string painted(const Paint& paint, Look look, const std::string& words) {
  switch (look) {
    case Look::work:
      return paint.work(words);
    case Look::wait:
    case Look::pause:
    case Look::stay:
      return paint.waiting(words);
    case Look::network:
      return paint.network(words);
    case Look::unwanted:
    case Look::decision:
      return paint.bad(words);
    case Look::asks:
      return paint.faint(words);
  }
  return words;
}

std::string padded(const std::string& text, std::size_t width) {
  const auto taken = width_of(text);
  return taken < width ? text + std::string(width - taken, ' ') : text;
}

/// One trace of one design, as far as it is drawn.
struct Panel {
  const TracedDesign* design;
  const Trace* trace;
  std::vector<TraceRow> rows;
  std::size_t left_out = 0;
};

Panel panel_of(const TracedDesign& design, std::uint64_t request) {
  Panel panel{&design, design.find(request), {}};
  if (!panel.trace) return panel;
  panel.rows = rows_of(*panel.trace, design.frame);
  if (panel.rows.size() <= most_rows) return panel;
  panel.left_out = panel.rows.size() - most_rows;
  panel.rows.resize(most_rows);
  return panel;
}

std::string label_of(const TraceRow& row) { return std::string(2 * row.depth, ' ') + row.label; }

std::string length_of(const TraceRow& row) {
  return row.pieces.front().look == Look::decision ? "" : short_time(row.to() - row.from());
}

/// The columns of all panels.
class Layout {
 public:
  explicit Layout(const std::vector<Panel>& panels) {
    for (const auto& panel : panels)
      for (const auto& row : panel.rows) {
        label_ = std::max(label_, std::min(longest_label, width_of(label_of(row))));
        length_ = std::max(length_, width_of(length_of(row)));
        note_ = std::max(note_, width_of(row.note));
      }
  }

  std::size_t label() const { return label_; }
  std::size_t length() const { return length_; }
  std::size_t bar() const { return page_width - label_ - length_ - note_ - 3; }

 private:
  std::size_t label_ = 10;
  std::size_t length_ = 7;
  std::size_t note_ = 0;
};

AxisExtent extent_of(const std::vector<Panel>& panels) {
  AxisExtent extent{{Duration::zero()}, {}};
  for (const auto& panel : panels) {
    if (!panel.trace) continue;
    const auto& transaction = panel.trace->transaction;
    if (panel.trace->answered())
      extent.shown_whole.push_back({Duration::zero(), transaction.answered - transaction.arrived});
    for (const auto& row : panel.rows)
      for (const auto& piece : row.pieces) {
        extent.instants.insert({piece.from, piece.to});
        if (piece.look == Look::work) extent.shown_whole.push_back({piece.from, piece.to});
      }
  }
  return extent;
}

class Drawing {
 public:
  Drawing(const Layout& layout, const TimeAxis& axis, const Paint& paint)
      : layout_(layout), axis_(axis), paint_(paint) {}

  std::string line(const TraceRow& row) {
    auto label = padded(cut_to_width(label_of(row), layout_.label()), layout_.label());
    if (row.pieces.front().look == Look::decision) label = paint_.faint(label);
    const auto length = length_of(row);
    auto text = label + " " + bar(row) + " " +
                std::string(layout_.length() - width_of(length), ' ') + length;
    if (!row.note.empty()) text += " " + (row.bad ? paint_.bad(row.note) : row.note);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
  }

  std::string axis_line() const {
    return paint_.faint(std::string(layout_.label() + 1, ' ') + axis_.text()) + "\n";
  }

  std::string legend() const {
    std::string text;
    for (std::size_t i = 0; i < signs.size(); ++i)
      if (used_[i]) text += fmt::format("{} {}   ", signs[i].character, signs[i].says);
    if (axis_.has_cuts()) text += "≈ a gap that is cut out   ";
    return text;
  }

 private:
  std::string bar(const TraceRow& row) {
    std::string text;
    std::string run;
    std::optional<Look> last;
    const auto first = axis_.column_of(row.from());
    for (std::size_t column = 0; column < axis_.columns(); ++column) {
      auto look = look_in(row, axis_[column]);
      if (!look && column == first) look = main_look(row);
      if (look != last) {
        text += last ? painted(paint_, *last, run) : run;
        run.clear();
        last = look;
      }
      if (!look) {
        run += ' ';
        continue;
      }
      const auto number = static_cast<std::size_t>(*look);
      used_[number] = true;
      run += axis_[column].cut ? "≈" : signs[number].character;
    }
    return text + (last ? painted(paint_, *last, run) : run);
  }

  /// What takes most of the column.
  static std::optional<Look> look_in(const TraceRow& row, const TimeAxis::Column& column) {
    std::array<Duration, looks> taken{};
    for (const auto& piece : row.pieces) {
      const auto from = std::max(piece.from, column.from);
      const auto to = std::min(piece.to, column.to);
      if (from < to) taken[static_cast<std::size_t>(piece.look)] += to - from;
    }
    const auto most = std::ranges::max_element(taken);
    if (*most == Duration::zero()) return std::nullopt;
    return static_cast<Look>(most - taken.begin());
  }

  static Look main_look(const TraceRow& row) {
    const auto length = [](const BarPiece& piece) { return piece.to - piece.from; };
    return std::ranges::max_element(row.pieces, {}, length)->look;
  }

  const Layout& layout_;
  const TimeAxis& axis_;
  const Paint& paint_;
  std::array<bool, looks> used_{};
};

}  // namespace

std::string waterfall(const std::vector<TracedDesign>& designs, std::uint64_t request,
                      const Paint& paint) {
  std::vector<Panel> panels;
  for (const auto& design : designs) panels.push_back(panel_of(design, request));
  const Layout layout(panels);
  const TimeAxis axis(extent_of(panels), layout.bar());
  Drawing drawing(layout, axis, paint);
  std::string text;
  for (const auto& panel : panels) {
    text += paint.heading(headline(*panel.design, request)) + "\n";
    if (!panel.trace) {
      text += "\n";
      continue;
    }
    text += wrapped(sentence(*panel.trace, panel.design->frame), page_width) + "\n";
    text += drawing.axis_line();
    for (const auto& row : panel.rows) text += drawing.line(row);
    if (panel.left_out > 0) text += fmt::format("... and {} more rows\n", panel.left_out);
    text += "\n";
  }
  return text + wrapped(drawing.legend(), page_width);
}

}  // namespace faultline
