#pragma once

#include <array>

#include "models/call.hpp"
#include "sim/units.hpp"

namespace faultline {

/// Something that happened, as it stands in a topic. Millions may wait, hence the care for its
/// size: of the attempt that published it 56 bits are kept.
class Event {
 public:
  /// Places from which events are published to the same topic that can be told from each other.
  static constexpr std::size_t publishers = 32;

  Event() = default;
  /// `publisher` tells the place from which it is published.
  Event(const Call& call, std::uint64_t publisher, Time published)
      : transaction_(*call.transaction),
        bits_((call.attempt & attempt_bits) | (call.first ? first_bit : 0) |
              (publisher & publisher_bits) << publisher_shift),
        published_(published) {}

  bool gone() const { return !transaction_; }
  /// Nobody needs it any more; what stands in its place says only when it was published.
  void forget() { transaction_ = {}; }

  Transaction& transaction() const { return *transaction_; }
  Time published() const { return published_; }
  /// Tells it from every other business event of its topic; one published again is the same one.
  std::uint64_t id() const { return id_of(transaction_->id, publisher()); }
  /// Of the event that this call publishes.
  static std::uint64_t id_of(const Call& call, std::uint64_t publisher) {
    return id_of(call.transaction->id, static_cast<std::uint8_t>(publisher & publisher_bits));
  }
  /// Of the event that asks by this call.
  static std::uint64_t id_of(const Call& call) {
    return id_of(call.transaction->id, call.publisher);
  }
  /// The transaction that published the event of this id.
  static std::uint64_t transaction_of(std::uint64_t id) { return id >> publisher_width; }

  /// Whoever processes it fails.
  bool poison() const { return bits_ & poison_bit; }
  void make_poison() { bits_ |= poison_bit; }
  void cure() { bits_ &= ~poison_bit; }

  /// The place from which it was published.
  std::uint8_t publisher() const {
    return static_cast<std::uint8_t>(bits_ >> publisher_shift & publisher_bits);
  }
  /// The same one as it stands in another topic, where `call` has put it from place `publisher`.
  Event carried(const Call& call, std::uint64_t publisher) const {
    Event event(call, publisher, published_);
    event.bits_ |= bits_ & poison_bit;
    return event;
  }

  /// For whoever keeps it: whether there is more to be known of it elsewhere.
  bool marked() const { return bits_ & marked_bit; }
  void mark(bool marked) { bits_ = marked ? bits_ | marked_bit : bits_ & ~marked_bit; }

  /// The call that has a consumer process it, delivered by the broker on host `from`, after so many
  /// deliveries that came to nothing.
  Call call(HostId from, std::uint64_t deliveries) const {
    return {.transaction = &*transaction_,
            .attempt = nested_attempt(bits_ & attempt_bits, deliveries),
            .from = from,
            .first = (bits_ & first_bit) && deliveries == 0,
            .poisoned = poison(),
            .publisher = publisher()};
  }

 private:
  static std::uint64_t id_of(std::uint64_t transaction, std::uint8_t publisher) {
    return transaction << publisher_width | publisher;
  }

  static constexpr std::uint64_t attempt_bits = ~std::uint64_t{0} >> 8;
  static constexpr int publisher_shift = 56;
  static constexpr int publisher_width = 5;
  static constexpr std::uint64_t publisher_bits = publishers - 1;
  static constexpr std::uint64_t first_bit = std::uint64_t{1} << 63;
  static constexpr std::uint64_t poison_bit = std::uint64_t{1} << 62;
  static constexpr std::uint64_t marked_bit = std::uint64_t{1} << 61;

  TransactionRef transaction_;
  std::uint64_t bits_ = 0;
  Time published_{};
};
static_assert(sizeof(Event) == 24);

/// How large the events of a topic are: those from one place are all of one size.
class EventSizes {
 public:
  void set(std::uint64_t publisher, Bytes size) { sizes_[publisher % Event::publishers] = size; }
  std::int64_t of(std::uint64_t publisher) const {
    return sizes_[publisher % Event::publishers].count;
  }
  std::int64_t of(const Event& event) const { return of(event.publisher()); }

 private:
  std::array<Bytes, Event::publishers> sizes_{};
};

}  // namespace faultline
