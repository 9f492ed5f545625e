#pragma once

#include <utility>
#include <vector>

#include "models/requests/call.hpp"
#include "sim/language/units.hpp"

namespace faultline {

/// Something that happened, as an entry of a topic: one publication of one transaction. Its copies,
/// made by a fault, by a publisher that retries or by a relay that sends again, are the same event,
/// and so is an event that is delivered again or moved to another topic. A publication by a second
/// run of an operation is another event. Millions may wait, hence the small size: 56 bits of the
/// number of the publishing attempt are kept.
class Event {
 public:
  Event() = default;
  /// `kind` is the number that its topic has for its size and its time to live.
  Event(const Call& call, std::uint8_t kind, Time published)
      : where_(reinterpret_cast<std::uintptr_t>(call.transaction) |
               std::uint64_t{call.event} << number_shift | (call.first ? first_bit : 0)),
        what_((call.attempt & attempt_bits) | std::uint64_t{kind} << kind_shift),
        published_(published) {
    ++call.transaction->references;
  }
  Event(const Event& other)
      : where_(other.where_), what_(other.what_), published_(other.published_) {
    if (!gone()) ++transaction().references;
  }
  Event(Event&& other) noexcept
      : where_(std::exchange(other.where_, 0)), what_(other.what_), published_(other.published_) {}
  Event& operator=(Event other) noexcept {
    std::swap(where_, other.where_);
    what_ = other.what_;
    published_ = other.published_;
    return *this;
  }
  ~Event() { forget(); }

  bool gone() const { return (where_ & transaction_bits) == 0; }
  /// It is no longer needed; its entry only keeps the time of its publication.
  void forget() {
    if (gone()) return;
    auto& transaction = this->transaction();
    where_ &= ~transaction_bits;
    TransactionRef::let_go(transaction);
  }

  Transaction& transaction() const {
    return *reinterpret_cast<Transaction*>(static_cast<std::uintptr_t>(where_ & transaction_bits));
  }
  Time published() const { return published_; }
  /// Tells it from every other event of the run.
  std::uint64_t id() const { return id_of(transaction().id, where_ >> number_shift); }
  /// Of the event that this call publishes, or that asks by it.
  static std::uint64_t id_of(const Call& call) { return id_of(call.transaction->id, call.event); }
  /// The transaction that published the event of this id.
  static std::uint64_t transaction_of(std::uint64_t id) { return id >> number_width; }

  /// Every attempt to process it fails.
  bool poison() const { return where_ & poison_bit; }
  void make_poison() { where_ |= poison_bit; }
  void cure() { where_ &= ~poison_bit; }

  std::uint8_t kind() const { return static_cast<std::uint8_t>(what_ >> kind_shift); }
  /// The same one as it stands in another topic, where `call` has put it as one of this kind.
  Event carried(const Call& call, std::uint8_t kind) const {
    Event event(call, kind, published_);
    event.where_ |= where_ & poison_bit;
    return event;
  }

  /// For whoever keeps it: whether there is more to be known of it elsewhere.
  bool marked() const { return where_ & marked_bit; }
  void mark(bool marked) { where_ = marked ? where_ | marked_bit : where_ & ~marked_bit; }

  /// The call that makes a consumer process it, delivered by the broker on host `from`, after this
  /// number of unsuccessful deliveries.
  Call call(HostId from, std::uint64_t deliveries) const {
    return {.transaction = &transaction(),
            .attempt = nested_attempt(what_ & attempt_bits, deliveries),
            .from = from,
            .first = (where_ & first_bit) && deliveries == 0,
            .poisoned = poison(),
            .event = static_cast<std::uint16_t>(where_ >> number_shift)};
  }

 private:
  static constexpr int number_width = 16;
  static constexpr int number_shift = 48;
  static constexpr std::uint64_t first_bit = 1;
  static constexpr std::uint64_t poison_bit = 2;
  static constexpr std::uint64_t marked_bit = 4;
  static constexpr std::uint64_t transaction_bits =
      ((std::uint64_t{1} << number_shift) - 1) & ~std::uint64_t{7};
  static constexpr int kind_shift = 56;
  static constexpr std::uint64_t attempt_bits = ~std::uint64_t{0} >> 8;

  static std::uint64_t id_of(std::uint64_t transaction, std::uint64_t number) {
    return transaction << number_width | number;
  }

  std::uint64_t where_ = 0;  ///< the transaction, which of its events it is, and flags
  std::uint64_t what_ = 0;   ///< the attempt and the kind
  Time published_{};
};
static_assert(sizeof(Event) == 24);
static_assert(alignof(Transaction) >= 8);

/// How large the events of a topic are, by their kinds.
class EventSizes {
 public:
  void add(Bytes size) { sizes_.push_back(size); }
  std::int64_t of(std::uint8_t kind) const { return sizes_[kind].count; }
  std::int64_t of(const Event& event) const { return of(event.kind()); }

 private:
  std::vector<Bytes> sizes_;
};

}  // namespace faultline
