#pragma once

#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "models/spans/causes.hpp"
#include "models/spans/recording.hpp"
#include "models/spans/span.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// The live spans of a run, and what is made of them: traces, the pieces of response times, and
/// the causes of failures. There is none where that is not wanted.
class Spans {
 public:
  Spans(const Calendar& calendar, Recorder& recorder, Tracing tracing, Causes causes)
      : calendar_(calendar),
        recorder_(recorder),
        tracing_(std::move(tracing)),
        causes_(std::move(causes)) {}
  Spans(const Spans&) = delete;
  Spans& operator=(const Spans&) = delete;

  Time now() const { return calendar_.now(); }
  Recorder& recorder() { return recorder_; }
  Causes& causes() { return causes_; }
  /// The run has ended: what is destroyed from now on is not recorded.
  void close() { open_ = false; }
  bool is_open() const { return open_; }

  bool traces(std::uint64_t request) const {
    return request != Tracing::nobody && (is_sampled(request) || tracing_.takes(request));
  }
  /// Traced because somebody wants to see it, with all that happens within its spans.
  bool details(std::uint64_t request) const { return tracing_.takes(request); }
  std::uint32_t next_number() { return ++numbers_; }

  Trail& take_trail();
  void give_back(Trail& trail) { free_trails_.push_back(&trail); }
  SpanNotes& take_notes();
  void give_back(SpanNotes& notes) { free_notes_.push_back(&notes); }

  /// Which span of a traced request published an event.
  void published(std::uint64_t event, std::uint32_t span) { publishers_[event] = span; }
  std::uint32_t publisher(std::uint64_t event) const {
    const auto found = publishers_.find(event);
    return found == publishers_.end() ? SpanRecord::no_span : found->second;
  }

 private:
  const Calendar& calendar_;
  Recorder& recorder_;
  Tracing tracing_;
  Causes causes_;
  bool open_ = true;
  std::uint32_t numbers_ = 0;
  std::deque<SpanNotes> notes_;
  std::vector<SpanNotes*> free_notes_;
  std::vector<std::unique_ptr<Trail>> trails_;
  std::vector<Trail*> free_trails_;
  std::map<std::uint64_t, std::uint32_t> publishers_;
};

}  // namespace faultline
