#include "analysis/measures/recovery.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

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
  Aftermath(const RunFrame& frame, const Buckets& buckets, std::span<const double> healthy,
            double floor)
      : frame_(frame),
        buckets_(buckets),
        healthy_(healthy),
        floor_(floor),
        recovery_(nothing(frame)) {}

  Recovery recovery() {
    for (const auto end : ends()) judge(end);
    return std::move(recovery_);
  }

 private:
  std::vector<Time> ends() const {
    std::vector<Time> ends;
    for (const auto& fault : frame_.faults)
      if (strikes(fault, frame_) && fault.to < frame_.length) ends.push_back(fault.to);
    std::ranges::sort(ends);
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
  }

  void judge(Time end) {
    const auto next = next_edge(end);
    const bool last = next == frame_.length;
    if (const auto back = last_return(end, next))
      return settle(end, without_fault_ + (*back - end), false);
    if (another_lasts(end) || known_buckets(end, next) < buckets_in_a_row) return;
    without_fault_ += next - end;
    if (last && left_band()) settle(end, without_fault_, true);
  }

  void settle(Time end, Duration took, bool collapsed) {
    without_fault_ = Duration::zero();
    recovery_.longest_s = std::fmax(recovery_.longest_s, seconds(took));
    recovery_.collapsed = std::fmax(recovery_.collapsed, collapsed);
    for (std::size_t i = 0; i < frame_.faults.size(); ++i)
      if (strikes(frame_.faults[i], frame_) && frame_.faults[i].to == end)
        recovery_.faults[i] = {seconds(took), static_cast<double>(collapsed)};
    settled_ = end;
  }

  /// When a fault next begins or ends.
  Time next_edge(Time after) const {
    auto next = frame_.length;
    for (const auto& fault : frame_.faults) {
      if (!strikes(fault, frame_)) continue;
      if (fault.from > after) next = std::min(next, fault.from);
      if (fault.to > after) next = std::min(next, fault.to);
    }
    return next;
  }

  bool another_lasts(Time at) const {
    return std::ranges::any_of(frame_.faults, [&](const Window& fault) {
      return strikes(fault, frame_) && fault.from <= at && at < fault.to;
    });
  }

  /// From when on all was well to the end of [from, to): 5 buckets in a row within the band make it
  /// well, 5 in a row out of it unwell again.
  std::optional<Time> last_return(Time from, Time to) const {
    std::optional<Time> well_since;
    auto start = buckets_.of(from);
    int in_a_row = 0;
    for (auto i = start; i < buckets_.count() && buckets_.from(i) < to; ++i) {
      if (std::isnan(healthy_[i])) continue;
      const bool changes = (healthy_[i] >= floor_) != well_since.has_value();
      if (changes && in_a_row == 0) start = i;
      in_a_row = changes ? in_a_row + 1 : 0;
      if (in_a_row < buckets_in_a_row) continue;
      well_since = well_since ? std::nullopt : std::optional(std::max(from, buckets_.from(start)));
      in_a_row = 0;
    }
    return well_since;
  }

  /// Whether it was out of its band for 5 buckets in a row since a fault was last recovered from.
  bool left_band() const {
    auto since = frame_.length;
    for (const auto& fault : frame_.faults)
      if (strikes(fault, frame_) && fault.to > settled_) since = std::min(since, fault.from);
    int in_a_row = 0;
    for (auto i = buckets_.of(since); i < buckets_.count(); ++i) {
      if (std::isnan(healthy_[i])) continue;
      in_a_row = healthy_[i] < floor_ ? in_a_row + 1 : 0;
      if (in_a_row == buckets_in_a_row) return true;
    }
    return false;
  }

  int known_buckets(Time from, Time to) const {
    int known = 0;
    for (auto i = buckets_.of(from); i < buckets_.count() && buckets_.from(i) < to; ++i)
      known += !std::isnan(healthy_[i]);
    return known;
  }

  const RunFrame& frame_;
  const Buckets& buckets_;
  std::span<const double> healthy_;
  double floor_;
  Recovery recovery_;
  Duration without_fault_{};     ///< that passed before this end, and it was not back
  Time settled_ = start_of_run;  ///< the last end that it recovered from
};

}  // namespace

Recovery recovery_of(const RunFrame& frame, const Buckets& buckets,
                     std::span<const double> healthy) {
  const auto steady = steady_buckets(frame, buckets);
  const auto state = steady_state(healthy.subspan(steady.first, steady.size()));
  const double floor = state.mean - std::max(3 * state.deviation, 0.01);
  const bool known = state.known() && state.mean >= least_healthy && floor > 0;
  if (!known) return nothing(frame);
  return Aftermath(frame, buckets, healthy, floor).recovery();
}

}  // namespace faultline
