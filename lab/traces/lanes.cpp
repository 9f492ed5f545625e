#include "lab/traces/lanes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace faultline {

namespace {

/// A lane while it is filled, and the spans that have not ended at the instant that is reached.
struct Filling {
  SpanLane spans;
  SpanLane open;

  bool takes(const SpanRecord& span) {
    while (!open.empty() && open.back()->ended <= span.began && open.back()->ended < span.ended)
      open.pop_back();
    return open.empty() || span.ended <= open.back()->ended;
  }
  void take(const SpanRecord& span) {
    spans.push_back(&span);
    open.push_back(&span);
  }
};

class Lanes {
 public:
  void place(const SpanRecord& span) {
    const auto parent = lane_of_.find(span.parent);
    auto number = parent == lane_of_.end() ? lanes_.size() : parent->second;
    for (std::size_t i = 0; i <= lanes_.size() && !takes(number, span); ++i) number = i;
    if (number == lanes_.size()) lanes_.emplace_back();
    lanes_[number].take(span);
    lane_of_[span.number] = number;
  }

  std::vector<SpanLane> spans() {
    std::vector<SpanLane> spans;
    for (auto& lane : lanes_) spans.push_back(std::move(lane.spans));
    return spans;
  }

 private:
  bool takes(std::size_t number, const SpanRecord& span) {
    return number == lanes_.size() || lanes_[number].takes(span);
  }

  std::vector<Filling> lanes_;
  std::map<std::uint32_t, std::size_t> lane_of_;
};

}  // namespace

std::vector<SpanLane> lanes_of(const Trace& trace) {
  SpanLane spans;
  for (const auto& span : trace.spans)
    if (span.kind != SpanKind::decision) spans.push_back(&span);
  // Of two that are equal the parent has the lower number.
  std::ranges::sort(spans, {}, [](const SpanRecord* span) {
    return std::tuple(span->began, -span->ended.time_since_epoch().count(), span->number);
  });
  Lanes lanes;
  for (const auto* span : spans) lanes.place(*span);
  return lanes.spans();
}

}  // namespace faultline
