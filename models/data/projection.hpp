#pragma once

#include "models/data/local_copy.hpp"
#include "models/events/follower.hpp"
#include "models/requests/location.hpp"
#include "models/serving/service.hpp"
#include "sim/engine/gate.hpp"
#include "sim/language/codec.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

class Topic;

/// A copy of what others own, in the reader's own service.
struct ProjectionSettings {
  static constexpr auto called = "projection";
  Reference owner;
  Reference of;
  std::int64_t connections = 20;
  std::unique_ptr<Distribution> time;
  bool versioned = true;
  bool durable = true;
  Duration rebuild = std::chrono::microseconds(100);
  Location location;
  double availability = 0.9995;
  void fields(Fields& f);
};

/// A local copy of another service's data that is updated by the events of a topic: each event is
/// an update of its request's key, dated when the topic accepted it or, with an outbox or a
/// capture, when it was written. The copy has an update once a `project` step has applied it. It
/// lacks events that are dropped, expire or become dead letters until a later event with the same
/// key arrives.
///
/// When its contents are lost, by a flush, or by a crash if it is not durable, it is rebuilt as
/// soon as it is up: from the n events that the log holds, in the time n * rebuild. Meanwhile reads
/// fail, and updates wait. After that it has what the log held when the rebuild began; expired
/// events are missing. Ignores that reading the log keeps the brokers busy, and that the rebuild
/// takes longer while more events arrive. Source: Kleppmann, "Designing data-intensive
/// applications", 2017, chapter 11 (state, streams, and immutability).
class Projection final : public Listener, public Follower {
 public:
  /// `keys`: several requests can be about the same.
  Projection(const ProjectionSettings& settings, Service& service, Topic& topic, bool keys);
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;

  void start(TaskGroup& group);

  Service& service() { return service_; }
  const Distribution& time() const { return *settings_.time; }
  LocalCopy& copy() { return copy_; }

  /// Its contents are there.
  bool built() const { return built_.is_open(); }
  Gate::Opened once_built() { return built_.opened(); }

  void changed(Instance& instance) override;
  void announced(const Event& event) override { copy_.announced(event); }
  void withdrawn(const Event& event) override { copy_.withdrawn(event); }
  void appended(const Event& event) override { copy_.appended(event); }

 private:
  Task<void> rebuild();

  const ProjectionSettings& settings_;
  Service& service_;
  Topic& topic_;
  LocalCopy copy_;
  Gate built_;
  bool up_ = true;
  int wipes_ = 0;       ///< those that it knows of
  int rebuilding_ = 0;  ///< after so many of them
  TaskGroup* group_ = nullptr;
};

}  // namespace faultline
