#pragma once

#include <deque>
#include <optional>

#include "models/data/store.hpp"
#include "models/events/topics/parcel.hpp"
#include "models/requests/request_class.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// The outbox: events that were stored in the same transaction as the change that they announce,
/// and how they are published.
struct OutboxSettings {
  static constexpr auto called = "outbox";
  Reference store;
  std::optional<Duration> every;
  std::optional<Duration> tail;
  std::int64_t batch = 100;
  void fields(Fields& f);
};

/// Events are kept in the service's own store, written in the transaction of the change that they
/// announce, until a relay has published them. A polling relay queries the store each `every` for
/// at most `batch` events, publishes them in one message and then marks them as sent; if its
/// instance crashes in between they are published again. A relay that tails the store's log
/// publishes each event `tail` after it was written. Failed publications are retried. The relay
/// runs on the first instance that is up or, if it belongs to the store, at the primary. Events
/// that a failover of the store loses are never published; if they had been published before, they
/// announce something that never happened. Source: Richardson, "Microservices patterns", 2018,
/// section 3.3.
class Outbox final : public LogReader {
 public:
  /// What the relay works with.
  struct Relay {
    Service& service;  ///< that of the store itself, for one that stands beside it
    Store& store;
    Target query;
  };

  Outbox(const OutboxSettings& settings, Sender& sender, const Relay& relay);

  /// Written now, together with the change that it announces.
  void write(const Call& call);
  void start(TaskGroup& group);
  void lost_since(Time since) override;
  void find_what_waits(Causes& causes) const override;

 private:
  struct Row {
    std::uint64_t number;
    Call call;
    TransactionRef keep;
    Time written;
    bool published = false;
  };
  using Numbers = std::vector<std::uint64_t>;

  Task<void> run();
  Task<void> wait_for_rows();
  std::size_t due() const;
  Task<bool> relay(Instance& at, std::size_t count);
  void mark(const Numbers& numbers, const Parcel& sent, Time at);
  void trace_stay(const Row& row, Time sent);
  void forget(const Numbers& numbers);
  Task<bool> ask_store(Instance& at, const Call& call);
  Instance* at() const;
  bool ended(const Answer& answer);
  CauseId why_it_waits(Causes& causes) const;

  const OutboxSettings& settings_;
  Sender& sender_;
  Relay relay_;
  RequestClass nobodys_;
  Transaction itself_;  ///< on whose behalf it asks: its polls are numbered
  std::deque<Row> rows_;
  std::uint64_t written_rows_ = 0;
  std::deque<Time> forgotten_;  ///< when they were written, as long as that can be lost
  Signal written_;
  CauseId failed_ = no_cause;  ///< why the relay's latest try failed, if it did
};

}  // namespace faultline
