#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "models/events/assignment.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// What happens to an event when a consumer crashes while it processes it.
enum class Delivery : std::uint8_t {
  at_most_once,      ///< committed before the work: it is lost
  at_least_once,     ///< committed after the work: it is worked on again
  effectively_once,  ///< what the work does and the commit happen at one instant, or not at all
};
std::vector<std::string> words(Delivery);

/// The identity of a consumer that crashed and is back before its session has timed out.
enum class Membership : std::uint8_t {
  static_,  ///< the same one as before, with its partitions
  dynamic,  ///< a new one: its partitions wait for the end of the old one's session
};
std::vector<std::string> words(Membership);

/// Where an idempotent consumer remembers the events that it has processed.
enum class RememberedIn : std::uint8_t {
  store,   ///< with what its work has changed: all of the group know it, and it survives crashes
  memory,  ///< each instance by itself, until it crashes
};
std::vector<std::string> words(RememberedIn);

/// Scales the number of consumers with their lag.
struct LagScaling {
  static constexpr auto called = "lag scaling";
  std::int64_t least = 1;
  std::int64_t most = 1;
  std::int64_t events = 1000;
  Duration every = std::chrono::seconds(15);
  Duration cold_start = std::chrono::seconds(30);
  void fields(Fields& f);
  std::int64_t wanted(std::int64_t waiting) const {
    return std::clamp((waiting + events - 1) / events, least, most);
  }
};

/// A topic where failed events wait for their next attempt.
struct RetryTopic {
  static constexpr auto called = "retry topic";
  Reference topic;
  Duration after{};
  void fields(Fields& f);
};

/// Long polling: a fetch is answered when there are enough events, or when it has waited long
/// enough.
struct FetchSettings {
  static constexpr auto called = "fetch";
  std::optional<std::int64_t> events;
  std::optional<Bytes> size;
  Duration wait = std::chrono::milliseconds(500);
  void fields(Fields& f);
};

/// Why an event leaves a queue although nobody has processed it.
enum class Unprocessed : std::uint8_t { expired, overflowed };
std::vector<std::string> words(Unprocessed);

/// How a consumer group consumes the events of a topic.
struct Consumption {
  std::int64_t consumers = 1;
  Duration redeliver_after = std::chrono::seconds(1);
  Bytes size{1024};  ///< of one event on its way
  Delivery delivery = Delivery::at_least_once;
  std::int64_t batch = 1;
  std::optional<FetchSettings> fetch;
  std::int64_t concurrency = 1;
  std::optional<std::int64_t> attempts;
  std::vector<Duration> retry_after;
  std::vector<RetryTopic> retry;
  Switch dead_letter;
  std::vector<Unprocessed> dead_letter_also;
  std::optional<std::int64_t> remembers;
  RememberedIn remembered_in = RememberedIn::store;
  bool ordered = false;
  std::optional<std::int64_t> back_pressure;
  Assignment assignment = Assignment::range;
  Duration session = std::chrono::seconds(10);
  Duration rebalance = std::chrono::seconds(3);
  std::optional<Duration> rebalance_timeout;
  std::optional<Duration> max_poll;
  Membership membership = Membership::static_;
  std::optional<LagScaling> scaling;

  std::vector<Reference> of_logs;  ///< fields that were given and need a topic with partitions
  Duration after{};                ///< of a retry topic: how long an event waits there

  /// An event that keeps failing blocks the events behind it.
  bool blocks() const { return retry_after.empty(); }
  /// The same settings for the events of a retry topic.
  Consumption out_of(const RetryTopic& from) const;
  std::int64_t room_for = 0;  ///< consumers that a change may ask for
  std::int64_t most_consumers() const {
    const auto most = std::max(consumers, room_for);
    return scaling ? std::max(most, scaling->most) : most;
  }
  /// Whether such events become dead letters, too.
  bool buries(Unprocessed why) const { return std::ranges::count(dead_letter_also, why) > 0; }
  bool buries_any_unprocessed() const { return !dead_letter_also.empty(); }
  void fields(Fields& f);
};

}  // namespace faultline
