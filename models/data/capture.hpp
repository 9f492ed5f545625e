#pragma once

#include "models/data/outbox.hpp"

namespace faultline {

/// Which topic has the changes of a store.
struct CaptureSettings {
  static constexpr auto called = "capture";
  Reference topic;
  Duration lag = std::chrono::milliseconds(50);
  Bytes size{1024};
  void fields(Fields& f);
};

/// Change data capture: each write to a store, of a query that says so, is published to a topic
/// `lag` after it was committed, in order, by who reads the store's log and stands beside it. Where
/// the topic does not take it, or the store is down, it is tried again until it does: no step
/// publishes, so that no event is missing and none is false. It reads at the primary, and after a
/// fail-over at the new one. What that lost is never published; where it had been already, the
/// event is false. Source: Kleppmann, "Designing data-intensive applications", 2017, chapter 11.
class Capture {
 public:
  Capture(const CaptureSettings& settings, Sender& sender, Store& store);

  void start(TaskGroup& group) { log_.start(group); }
  /// For the end of a query that writes: has the change stand in the log.
  std::unique_ptr<Step> recording();

 private:
  class Record;

  OutboxSettings reading_;
  Outbox log_;
};

}  // namespace faultline
