#pragma once

#include <algorithm>
#include <memory>
#include <optional>

#include "models/events/consumption.hpp"
#include "models/requests/location.hpp"
#include "sim/language/among.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// What a publisher waits for.
enum class Acknowledgement : std::uint8_t {
  none,    ///< for nothing: it does not know whether the event arrived
  leader,  ///< until the leader has stored the event
  all,     ///< until all followers that are up have it too
};
std::vector<std::string> words(Acknowledgement);

/// What a full topic does with one more event.
enum class WhenFull : std::uint8_t { block, refuse, drop_oldest };
std::vector<std::string> words(WhenFull);

struct BrokerSettings {
  static constexpr auto called = "broker";
  std::int64_t nodes = 3;
  Duration failover = std::chrono::seconds(10);
  std::optional<Duration> lead_again;
  Place place_of_lead_again;
  Location location;
  double availability = 0.9995;
  void fields(Fields& f);
};

/// A topic with partitions is a log; one without gives each subscription a queue whose consumers
/// compete for the events.
struct TopicSettings {
  static constexpr auto called = "topic";
  std::unique_ptr<Distribution> append;
  std::unique_ptr<Distribution> fetch;
  std::optional<Reference> broker;
  std::optional<std::int64_t> partitions;
  std::optional<bool> keyed;
  std::int64_t replicas = 1;
  std::int64_t min_in_sync = 1;
  Acknowledgement acks = Acknowledgement::leader;
  Duration replication = std::chrono::milliseconds(5);
  std::optional<Rate> catch_up;
  bool unclean_election = false;
  std::optional<Duration> retention;
  std::optional<Bytes> retention_size;
  std::optional<std::int64_t> capacity;
  std::optional<Bytes> capacity_size;
  WhenFull when_full = WhenFull::block;
  std::optional<Rate> partition_rate;
  std::optional<Duration> visibility;
  bool priority = false;
  Location location;
  double availability = 0.9995;
  void fields(Fields& f);

  /// Where what is judged with the rest of the scenario stands.
  struct Places {
    Place keyed, replicas, visibility, priority;
  } places;

  bool forgets() const { return retention || retention_size; }
  bool bounded() const { return capacity || capacity_size; }
  /// The sizes of events matter.
  bool by_size() const { return retention_size || capacity_size; }
  bool never_has_room(std::int64_t size) const {
    return capacity_size && size > capacity_size->count;
  }
  /// What a partition, or a queue, holds.
  struct Held {
    std::int64_t events;
    std::int64_t bytes;
  };
  /// There is no room for one more, of this size, beside what is held.
  bool lacks_room(Held held, std::int64_t size) const {
    return (capacity && held.events >= *capacity) ||
           (capacity_size && held.bytes + size > capacity_size->count);
  }

 private:
  void copies(Fields& f);
};

struct SubscriptionSettings {
  static constexpr auto called = "subscription";
  std::vector<Reference> topics;  ///< its own: one at least
  Consumption consumption;
  void fields(Fields& f);

  /// The topics whose events it consumes: its own, then its retry topics.
  std::vector<Reference> consumed() const;
  /// The topics that it publishes what failed to: its retry topics, then that of dead letters.
  std::vector<Reference> fed() const;
  /// Which of those takes what came out of the i-th topic consumed and failed.
  std::size_t fed_by(std::size_t consumed) const {
    return consumed < topics.size() ? 0 : consumed - topics.size() + 1;
  }
  bool owns(const std::string& topic) const { return among(topics, topic); }
  /// Of each topic that it consumes, what its consumers are called; `name` is its own.
  std::vector<std::string> groups(const std::string& name) const;
};

}  // namespace faultline
