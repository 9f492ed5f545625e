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
class Spans : private SpanPool {
 public:
  Spans(const Calendar& clock, Recorder& recorder, Tracing tracing, Causes causes)
      : SpanPool{clock},
        recorder_(recorder),
        tracing_(std::move(tracing)),
        causes_(std::move(causes)) {}
  Spans(const Spans&) = delete;
  Spans& operator=(const Spans&) = delete;

  Time now() const { return calendar.now(); }
  Recorder& recorder() { return recorder_; }
  Causes& causes() { return causes_; }
  /// The run has ended: what is destroyed from now on is not recorded.
  void close() { SpanPool::open = false; }

  /// A span for whom nobody waits: an event that is processed, or something that goes on by itself
  /// as a consequence of the span `parent`.
  Span& start(std::uint64_t request, const SpanSubject& subject,
              std::uint32_t parent = SpanRecord::no_span);
  /// A request as its client sees it, with the pieces of its response time.
  Span& start_for_client(std::uint64_t request);
  std::uint32_t next_number() { return ++numbers_; }

  Span& make_span();
  Trail& take_trail();
  void give_back(Trail& trail) { free_trails_.push_back(&trail); }

  /// Which span of a traced request published an event.
  void published(std::uint64_t event, std::uint32_t span) { publishers_[event] = span; }
  std::uint32_t publisher(std::uint64_t event) const {
    const auto found = publishers_.find(event);
    return found == publishers_.end() ? SpanRecord::no_span : found->second;
  }

 private:
  friend class Span;

  Recorder& recorder_;
  Tracing tracing_;
  Causes causes_;
  std::uint32_t numbers_ = 0;
  std::deque<Span> spans_;
  std::vector<std::unique_ptr<Trail>> trails_;
  std::vector<Trail*> free_trails_;
  std::map<std::uint64_t, std::uint32_t> publishers_;
};

}  // namespace faultline
