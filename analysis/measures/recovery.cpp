#include "analysis/measures/recovery.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "analysis/measures/steady_state.hpp"

namespace faultline {

namespace {

constexpr int buckets_in_a_row = 5;
constexpr double least_healthy = 0.5;

Recovery nothing(const RunFrame& frame) {
  const std::vector row(recovery_columns.size(), no_value);
  return {no_value, no_value, {frame.faults.size(), row}};
}

/// Goes through what is known of a run's health, fault's end by fault's end.
class Aftermath {
 public:
  Aftermath(const RunFrame& frame, const HealthCourse& course)
      : frame_(frame), course_(course), recovery_(nothing(frame)) {}

  Recovery recovery() {
    sort_faults();
    for (const auto end : ends()) judge(end);
    for (std::size_t i = 0; i < frame_.faults.size(); ++i) {
      const auto& fault = frame_.faults[i];
      const auto settled = settled_at_.find(fault.to);
      if (settled != settled_at_.end() && strikes(fault, frame_))
        recovery_.faults[i] = settled->second;
    }
    return std::move(recovery_);
  }

 private:
  /// The faults that strike, sorted in several ways: there may be thousands.
  void sort_faults() {
    for (const auto& fault : frame_.faults) {
      if (!strikes(fault, frame_)) continue;
      spans_.emplace_back(fault.from, fault.to);
      edges_.push_back(fault.from);
      edges_.push_back(fault.to);
    }
    std::ranges::sort(edges_);
    std::ranges::sort(spans_);
    auto latest = start_of_run;
    for (const auto& [from, to] : spans_) latest_.push_back(latest = std::max(latest, to));
    by_end_ = spans_;
    std::ranges::sort(by_end_, {}, &Span::second);
    first_from_.assign(by_end_.size() + 1, frame_.length);
    for (std::size_t k = by_end_.size(); k-- > 0;)
      first_from_[k] = std::min(by_end_[k].first, first_from_[k + 1]);
  }

  std::vector<Time> ends() const {
    std::vector<Time> ends;
    for (const auto& [from, to] : by_end_)
      if (to < frame_.length) ends.push_back(to);
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
  }

  void judge(Time end) {
    const auto next = next_edge(end);
    const bool last = next == frame_.length;
    if (const auto back = last_return(end, next))
      return settle(end, without_fault_ + (*back - end), false);
    if (another_lasts(end) || known_values(end, next) < course_.in_a_row) return;
    without_fault_ += next - end;
    if (last && left_band()) settle(end, without_fault_, true);
  }

  void settle(Time end, Duration took, bool collapsed) {
    without_fault_ = Duration::zero();
    recovery_.longest_s = std::fmax(recovery_.longest_s, seconds(took));
    recovery_.collapsed = std::fmax(recovery_.collapsed, collapsed);
    settled_at_[end] = {seconds(took), static_cast<double>(collapsed)};
    settled_ = end;
  }

  /// When a fault next begins or ends.
  Time next_edge(Time after) const {
    const auto next = std::ranges::upper_bound(edges_, after);
    return next == edges_.end() ? frame_.length : std::min(*next, frame_.length);
  }

  bool another_lasts(Time at) const {
    const auto later = std::ranges::upper_bound(spans_, at, {}, &Span::first) - spans_.begin();
    return later > 0 && latest_[static_cast<std::size_t>(later) - 1] > at;
  }

  /// From when on all was well to the end of [from, to).
  std::optional<Time> last_return(Time from, Time to) const {
    std::optional<Time> well_since;
    auto start = at(from);
    int in_a_row = 0;
    for (auto i = start; i < size() && course_.starts[i] < to; ++i) {
      if (std::isnan(course_.healthy[i])) continue;
      const bool changes = well(i) != well_since.has_value();
      if (changes && in_a_row == 0) start = i;
      in_a_row = changes ? in_a_row + 1 : 0;
      if (in_a_row < course_.in_a_row) continue;
      well_since = well_since ? std::nullopt : std::optional(std::max(from, course_.starts[start]));
      in_a_row = 0;
    }
    return well_since;
  }

  /// Whether it was unwell since a fault was last recovered from.
  bool left_band() const {
    const auto later = std::ranges::upper_bound(by_end_, settled_, {}, &Span::second);
    const auto since = first_from_[static_cast<std::size_t>(later - by_end_.begin())];
    int in_a_row = 0;
    for (auto i = at(since); i < size(); ++i) {
      if (std::isnan(course_.healthy[i])) continue;
      in_a_row = well(i) ? 0 : in_a_row + 1;
      if (in_a_row == course_.in_a_row) return true;
    }
    return false;
  }

  int known_values(Time from, Time to) const {
    int known = 0;
    for (auto i = at(from); i < size() && course_.starts[i] < to; ++i)
      known += !std::isnan(course_.healthy[i]);
    return known;
  }

  std::size_t size() const { return course_.starts.size(); }
  bool well(std::size_t i) const { return course_.healthy[i] >= course_.floor; }

  /// Index of the value of an instant.
  std::size_t at(Time instant) const {
    const auto later = std::ranges::upper_bound(course_.starts, instant);
    return static_cast<std::size_t>(
        std::max<std::ptrdiff_t>(0, later - course_.starts.begin() - 1));
  }

  using Span = std::pair<Time, Time>;

  const RunFrame& frame_;
  const HealthCourse& course_;
  Recovery recovery_;
  std::vector<Span> spans_;       ///< of the faults that strike, by their beginning
  std::vector<Time> latest_;      ///< end of all spans up to each
  std::vector<Span> by_end_;      ///< the spans by their end
  std::vector<Time> first_from_;  ///< beginning of all of `by_end_` from each on
  std::vector<Time> edges_;       ///< beginnings and ends
  std::map<Time, std::vector<double>> settled_at_;  ///< by the end of faults
  Duration without_fault_{};     ///< that passed before this end, and it was not back
  Time settled_ = start_of_run;  ///< the last end that it recovered from
};

}  // namespace

Recovery recovery_of(const RunFrame& frame, const HealthCourse& course) {
  return Aftermath(frame, course).recovery();
}

Recovery recovery_of(const RunFrame& frame, const Buckets& buckets,
                     std::span<const double> healthy) {
  const auto steady = steady_buckets(frame, buckets);
  const auto state = steady_state(healthy.subspan(steady.first, steady.size()));
  const double floor = state.mean - std::max(3 * state.deviation, 0.01);
  const bool known = state.known() && state.mean >= least_healthy && floor > 0;
  if (!known) return nothing(frame);
  HealthCourse course{{}, {healthy.begin(), healthy.end()}, floor, buckets_in_a_row};
  for (std::size_t i = 0; i < buckets.count(); ++i) course.starts.push_back(buckets.from(i));
  return recovery_of(frame, course);
}

}  // namespace faultline
