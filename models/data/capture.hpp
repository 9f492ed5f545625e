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

/// Change data capture: each write to a store, by a query with "write", is published to a topic
/// `lag` after its commit, in order, by a reader of the store's log. If the topic does not accept
/// it, or the store is down, it retries until it succeeds: no step publishes, so that no event is
/// missing and none is false. It reads at the primary, and after a failover at the new one. Changes
/// that the failover lost are never published; if they had been published before, the event is
/// false. Source: Kleppmann, "Designing data-intensive applications", 2017, chapter 11.
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
