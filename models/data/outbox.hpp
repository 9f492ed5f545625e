#pragma once

#include <deque>
#include <optional>

#include "models/data/store.hpp"
#include "models/events/topics/parcel.hpp"
#include "models/requests/request_class.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// Where events wait that were stored together with what they tell of, and how they get out.
struct OutboxSettings {
  static constexpr auto called = "outbox";
  Reference store;
  std::optional<Duration> every;
  std::optional<Duration> tail;
  std::int64_t batch = 100;
  void fields(Fields& f);
};

/// Events stand in the service's own store, written in the transaction that they tell of, until a
/// relay has published them. One that polls asks the store each `every` for at most `batch` events,
/// publishes them in one message and then marks them as sent; when its instance crashes in between
/// they are published again. One that tails the store's log publishes each `tail` after it was
/// written. What was not published is tried again. The relay runs on the first instance that is
/// up, or where the store itself is asked, at its primary. What a fail-over of the store loses is
/// never published; what had been published by then tells of what never happened.
/// Source: Richardson, "Microservices patterns", 2018, section 3.3.
class Outbox final : public LogReader {
 public:
  /// What the relay works with.
  struct Relay {
    Service& service;  ///< that of the store itself, for one that stands beside it
    Store& store;
    Target query;
  };

  Outbox(const OutboxSettings& settings, Sender& sender, const Relay& relay);

  /// Written now, with what it tells of.
  void write(const Call& call);
  void start(TaskGroup& group);
  void lost_since(Time since) override;

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
  void mark(const Numbers& numbers, const Parcel& sent);
  void forget(const Numbers& numbers);
  Task<bool> ask_store(Instance& at, const Call& call);
  Instance* at();

  const OutboxSettings& settings_;
  Sender& sender_;
  Relay relay_;
  RequestClass nobodys_;
  Transaction itself_;  ///< on whose behalf it asks: its polls are numbered
  std::deque<Row> rows_;
  std::uint64_t written_rows_ = 0;
  std::deque<Time> forgotten_;  ///< when they were written, as long as that can be lost
  Signal written_;
};

}  // namespace faultline
