#pragma once

#include <set>

#include "models/events/event_books.hpp"
#include "models/events/memory.hpp"
#include "models/events/staging.hpp"
#include "models/serving/service.hpp"
#include "sim/engine/link.hpp"

namespace faultline {

class Carrier;
class Topic;

/// What a subscription needs of the world.
struct ConsumerSide {
  Network& network;
  Books& books;
  Staging& staging;
  Memory& memory;
  const EventSizes& sizes;    ///< of the topic's events
  bool by_priority;           ///< they come in that order
  std::string name;           ///< the operation that consumes
  Stream fetches;             ///< how long fetches take
  Carrier* onward = nullptr;  ///< brings events on that are given up
  Carrier* burial = nullptr;  ///< those that nobody came to process, where these are dead letters
};

/// A group of consumers with its own place in a topic. A kind of it says which consumer gets which
/// event; here stands how one event is processed. Consumer i runs beside the workers of instance
/// i mod n of its service, while that is one of those that run.
class Subscription {
 public:
  Subscription(Service& service, const Operation& operation, const Consumption& consumption,
               const ConsumerSide& side);
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;
  virtual ~Subscription() = default;

  /// Starts the consumers of `topic` in `group`.
  virtual void start(Topic& topic, TaskGroup& group) = 0;

  /// One more event was published to the topic; in time it comes by `add`, or stands in a
  /// partition.
  void published() {
    ++event_books_.published;
    most_open_ = std::max(most_open_, event_books_.open());
  }
  virtual void add(const Event&) {}
  /// So many were lost, or thrown away before the group had them.
  void drop(std::int64_t count) { event_books_.dropped += count; }
  void expire(std::int64_t count);
  /// There is no room for the oldest one that waits.
  virtual void drop_oldest() {}

  /// Events that are not processed, and the age of the oldest of them.
  virtual std::int64_t waiting() const = 0;
  /// The transactions of those that wait in a queue.
  virtual void add_waiting_transactions(std::vector<std::uint64_t>& /*found*/) const {}
  /// The size of those that wait in a queue.
  virtual std::int64_t waiting_bytes() const { return 0; }
  virtual std::int64_t take_most_waiting() = 0;
  virtual Duration lag() const = 0;

  /// The most events that had met no end, since this was last asked.
  std::int64_t take_most_open() { return std::exchange(most_open_, event_books_.open()); }

  /// Consumers that run.
  std::int64_t running();
  /// For how long threads of consumers have been in use so far, all of them together.
  Duration used() {
    use(0);
    return used_;
  }
  /// How many threads those that run have.
  virtual std::int64_t threads() { return running(); }
  /// From now on so many are to run.
  virtual void resize(std::int64_t consumers) = 0;

  bool can_press() const { return consumption_.back_pressure.has_value(); }
  bool presses() const { return can_press() && waiting() >= *consumption_.back_pressure; }

  /// What has become of the events so far; checks that every one has met its end or is pending.
  SubscriptionRecord record(std::uint32_t number) const;

  /// The service that consumes: index in RunFrame::places.
  std::uint16_t place() const { return target_.place(); }
  /// The transactions of the events that consumers have in hand.
  virtual std::vector<std::uint64_t> in_hand() const;
  /// The events that are being processed.
  const Occupants& processing() const { return processing_; }

 protected:
  enum class Ended : std::uint8_t {
    done,
    failed,
    gone,  ///< the consumer crashed over it
  };

  /// How an event comes to a consumer.
  struct Handing {
    Instance* at;                  ///< where the consumer runs
    HostId from;                   ///< whence the event comes
    const Instance* node;          ///< who sends it; null: the consumer has it already
    std::uint64_t deliveries = 0;  ///< those that came to nothing
    std::uint32_t stage = 0;       ///< where what its work does waits to be finished
    bool again = false;            ///< it was worked on before, which nobody but the log knows
    bool passed_over = false;      ///< it is remembered, so that there was nothing to do
    Duration spent{};              ///< on what waits to be finished
  };

  void trace_stay(const Event& event, Span& span);
  void poisoned(const Event& event, const Call& call) const;
  /// One event processed; `finish` follows.
  Task<Ended> process(Event event, Handing& handing);
  /// With effectively_once: what the work did happens now, or never.
  void finish(const Event& event, Handing& handing, bool accepted);

  void note(const Event& event, const Instance& at) {
    if (side_.memory.note(event, at)) side_.books.incident(Incident::reordered);
  }

  virtual std::int64_t pending() const = 0;

  /// It failed for the last time.
  bool last_try(std::uint64_t deliveries) const {
    return consumption_.attempts && static_cast<std::int64_t>(deliveries) >= *consumption_.attempts;
  }
  void set_back_by_crash(const Event& event) const;
  /// An event that was given up is out of the topic.
  void give_up();
  /// With a topic where events go that are given up: tries to bring this one there.
  bool goes_on() const { return side_.onward != nullptr; }
  Task<bool> bring_on(Event event, HostId from, std::uint64_t tries, Carrier& by);
  /// Nobody comes to process it: it has expired, or there is no room for it (`why`).
  void lose_unprocessed(const Event& event, HostId from, Unprocessed why);
  /// Brings it there, however often that takes; meanwhile it is pending. Where there is no such
  /// topic it is out at once.
  void see_off(const Event& event, HostId from);
  /// An event that waits for its next try, while this exists.
  class Late {
   public:
    Late(Subscription& group, const Event& event)
        : late_(group.late_), place_(late_.insert(event.published())) {}
    Late(const Late&) = delete;
    Late& operator=(const Late&) = delete;
    ~Late() { late_.erase(place_); }

   private:
    std::multiset<Time>& late_;
    std::multiset<Time>::iterator place_;
  };
  /// One more thread of a consumer is in use, while this exists.
  class InUse {
   public:
    explicit InUse(Subscription& group) : group_(group) { group_.use(1); }
    InUse(const InUse&) = delete;
    InUse& operator=(const InUse&) = delete;
    ~InUse() { group_.use(-1); }

   private:
    Subscription& group_;
  };
  /// An event that a consumer works on, while this exists.
  class InHand : public Link {
   public:
    InHand(Subscription& group, const Event& event)
        : event_(event), published_(event.published()), thread_(group) {
      group.in_hand_.push_back(*this);
    }
    const Event& event() const { return event_; }
    Time published() const { return published_; }

   private:
    const Event& event_;
    Time published_;
    InUse thread_;
  };
  /// The earliest of `instant` and of when the events were published that wait for their next try
  /// or are worked on.
  Time or_late(Time instant) const {
    if (!late_.empty()) instant = std::min(instant, *late_.begin());
    in_hand_.visit([&](const InHand& one) { instant = std::min(instant, one.published()); });
    return instant;
  }

  /// What node `at` takes to give out what a consumer fetches, the first of which is this one.
  Duration fetch_time(const Event& first, const Instance& at) const;

  /// Whether they cannot talk to each other.
  bool parted(const Instance& node, const Instance& at) const;

  /// How long it waits before the next try.
  Duration pause_after(std::uint64_t deliveries) const;
  Instance& instance_of(std::int64_t consumer);

  Target target_;
  Occupants processing_;
  const Consumption& consumption_;
  ConsumerSide side_;

  /// How long to wait before an event is brought into another topic that did not take it.
  static constexpr Duration resend_after = std::chrono::milliseconds(100);

  std::int64_t running_;  ///< consumers with a lower number run
  EventBooks event_books_;
  Topic* topic_ = nullptr;
  TaskGroup* group_ = nullptr;

 private:
  void use(int more) {
    const auto now = side_.network.calendar.now();
    used_ += in_use_ * (now - std::exchange(use_changed_, now));
    in_use_ += more;
  }
  void see_off(const Event& event, HostId from, Carrier& by);
  Task<void> leave(Event event, HostId from, Carrier& by);
  void went_to(const Carrier& by);
  void put_aside();
  /// Whether the group cannot process the event, whoever else can.
  bool fails_on(const Event& event) const;

  std::int64_t most_open_ = 0;
  std::int64_t leaving_ = 0;  ///< events on their way into another topic, after which they are out
  std::multiset<Time> late_;
  LinkedList<InHand> in_hand_;
  std::int64_t in_use_ = 0;
  Time use_changed_ = start_of_run;
  Duration used_{};
};

}  // namespace faultline
