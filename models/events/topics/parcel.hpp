#pragma once

#include <map>
#include <memory>
#include <vector>

#include "models/events/topics/topic.hpp"
#include "models/instances/operation.hpp"

namespace faultline {

/// What processes the event of `call` links to the span that published it: the one of `call`, where
/// that is traced.
void remember_publisher(const Call& call);

/// Events that go to a topic's broker in one message, and are stored there together.
struct Parcel {
  explicit Parcel(Calendar& calendar, int wipes = 0)
      : wipes(wipes), full(calendar), sent(calendar) {
    sent.close();
  }

  void add(const Call& call) {
    remember_publisher(call);
    calls.push_back(call);
    calls.back().span = nullptr;
    kept.emplace_back(*call.transaction);
  }

  int wipes;  ///< of the memory in which it is gathered
  std::vector<Call> calls;
  std::vector<TransactionRef> kept;
  std::vector<bool> stored;  ///< of each, as the broker told
  Signal full;
  Gate sent;
  Outcome outcome = Outcome::failed;
};

/// Brings events to one topic from one place that publishes: one event a message, or parcels.
class Sender {
 public:
  struct Settings {
    Bytes size;               ///< of one event
    std::uint32_t tells = 0;  ///< effects of which the event tells
    std::optional<Duration> ttl = std::nullopt;
    bool in_parcels = false;
    /// Each message is an event of its own, which its call does not name yet.
    bool names = false;
    std::uint64_t occurrence = 0;         ///< then: as the call's `publishing` has it
    std::vector<std::uint8_t> formats{};  ///< in which its events may be written; none: in no one
  };
  Sender(Topic& topic, const Distribution& append, Stream stream, const Settings& settings);

  Topic& topic() { return topic_; }
  const Target& target() const { return target_; }

  /// Of the event of `call`, in its topic.
  static std::uint64_t id_of(const Call& call) { return Event::id_of(call); }
  /// One of the effects of which it tells has happened.
  bool has_happened(const Call& call) const { return call.transaction->effects & tells_; }
  /// The event of `call` is written, and will be sent.
  void announce(const Call& call) const;
  /// It is lost, and will not be.
  void withdraw(const Call& call) const;
  /// The one event of `call`.
  Task<Answer> send(const Call& call) { return target_.service->attempt(target_, call); }
  /// All events of a parcel, on behalf of `call`, which stands with the one who asks. Where another
  /// parcel is under way on behalf of the same call, as one event delivered twice makes two, this
  /// is one more attempt.
  Task<Answer> send(const Call& call, Parcel& parcel);

 private:
  class Append;
  using Name = std::pair<std::uint64_t, std::uint64_t>;

  Topic& topic_;
  std::uint8_t kind_of(const Call& call) const {
    return formats_.empty() ? kind_ : kinds_[call.format];
  }

  std::uint8_t kind_;
  std::vector<std::uint8_t> formats_;
  std::vector<std::uint8_t> kinds_;  ///< by number of the format, where it has formats
  std::uint32_t tells_;
  bool names_;
  std::uint64_t occurrence_;
  std::map<Name, Parcel*> under_way_;  ///< by transaction and attempt
  Operation append_;
  Target target_;
};

}  // namespace faultline
