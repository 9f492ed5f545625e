#include "models/instances/binding.hpp"
#include "models/instances/work.hpp"
#include "models/policies/policy.hpp"
#include "models/serving/waiting_room.hpp"

namespace faultline {

namespace {

enum class Balanced : std::uint8_t { calls, connections };
std::vector<std::string> words(Balanced) { return {"calls", "connections"}; }

/// A connection of a caller to one instance of the target. It ends with the process of that
/// instance.
struct Connection {
  Instance* to = nullptr;
  std::uint32_t process = 0;
  Time opened{};
  Time idle_since{};

  bool stands(Service& service) const {
    return to->up() && to->process() == process && service.standing(to->number()).running;
  }
};

/// The open idle connections of one caller, as a stack: the one used last is used next, so that
/// surplus connections stay idle and are closed.
class Connections {
 public:
  Connections(Calendar& calendar, const RoomSettings& settings) : room(calendar, settings) {}

  WaitingRoom room;

  /// The most recently used one for which `fits` holds; those that are not `open` any more are
  /// closed.
  template <class Fits, class Open>
  std::optional<Connection> take(Fits fits, Open open) {
    for (auto i = idle_.size(); i-- > 0;) {
      if (!fits(idle_[i])) continue;
      const auto found = idle_[i];
      idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(i));
      if (open(found)) return found;
    }
    return {};
  }
  void put_back(const Connection& connection) { idle_.push_back(connection); }

 private:
  std::vector<Connection> idle_;
};

/// A pool of connections to the target: a call holds one, and waits if none is free. Opening a
/// connection takes time, and work at the instance that it leads to; a connection whose call got no
/// response is closed, and all connections to an instance end when that crashes or is shut down:
/// the next call opens a new one. A call to an instance that is down is rejected at once.
///
/// The balancer chooses an instance for each call, or (for a balancer of connections, "layer 4")
/// for each new connection, which calls then follow: a new instance gets no calls until connections
/// are opened because there are too few of them or they reach their `max_age`.
class ConnectionPool final : public Policy {
 public:
  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    books_ = &binding.books();
    pools_.make(binding.callers(), [this](auto) {
      const RoomSettings settings{.slots = connections_, .queue = queue_, .patience = wait_};
      return std::make_unique<Connections>(*calendar_, settings);
    });
    if (!handshake_time_) return;
    Steps steps;
    steps.push_back(std::make_unique<WorkStep>(*handshake_time_, binding.stream("connect")));
    handshake_ = Operation("connect", unrecorded_operation, std::move(steps));
    opening_.operation = &handshake_;
    opening_.occurrence = ~binding.occurrence("connect") & 0xFFFF;
  }

  std::optional<std::int64_t> slots() const override { return connections_; }
  bool connects() const override { return follows_connections(); }

  void changed() override {
    pools_.visit([&](Connections& pool) { pool.room.resize(connections_, queue_); });
  }

  Task<Answer> apply(const Call& call, Next next) override {
    auto& pool = pools_.of(call);
    auto slot = pool.room.try_acquire();
    if (!slot && !pool.room.full()) {
      const Wait wait(call.span, Activity::connection, &pool.room.occupants());
      slot = co_await pool.room.wait();
    }
    if (!slot)
      co_return pool.room.rejection(call, Symptom::connections_busy, next.target().place());
    Occupants::Place place;
    place.take(pool.room.occupants(), call.span);
    if (!follows_connections()) {
      const auto answer = co_await next(call);
      co_return answer;
    }
    auto routed = call;
    auto connection = pick(pool, call, next.target());
    routed.to = connection.to;
    SpentWork work(*books_);
    if (!connection.stands(*next.target().service)) {
      const auto opened = co_await open(connection, routed);
      work.add(opened);
      if (!usable(opened.outcome)) co_return work.answer(opened.outcome);
    }
    const auto answer = co_await next(routed);
    work.add(answer);
    if (answer.outcome != Outcome::timed_out && connection.stands(*next.target().service)) {
      connection.idle_since = calendar_->now();
      pool.put_back(connection);
    }
    auto last = work.answer(answer.outcome);
    last.retry_after = answer.retry_after;
    last.status = answer.status;
    co_return last;
  }

 protected:
  void declare(Fields& f) override {
    f("connections", connections_,
      {.says = "connections per caller", .at_least = 1, .required = true, .changeable = true});
    f("wait", wait_,
      {.says = "how long a call waits for a connection; unlimited by default", .positive = true});
    f("queue", queue_,
      {.says = "calls that may wait for a connection; unlimited by default",
       .at_least = 0,
       .changeable = true});
    f("connect", connect_, {.says = "how long it takes to open a connection", .at_least = 0});
    f("connect_work", handshake_time_,
      {.says = "time for which opening a connection also occupies a worker of the target"});
    f("idle", idle_,
      {.says = "idle time after which a connection is closed; unlimited by default",
       .at_least = 0});
    f("balance", balanced_,
      {.says = "whether the balancer chooses an instance for each call, or for each new "
               "connection, which calls then follow"});
    f("max_age", max_age_,
      {.says = "age at which a connection is closed; unlimited by default", .positive = true});
    if (f.sound() && max_age_ && !follows_connections())
      f.problems().add(
          f.place_of("max_age"),
          "\"max_age\" has no effect: opening a connection takes no time (\"connect\") "
          "and calls do not follow it (\"balance\")");
  }

 private:
  /// Whether it matters which connection a call gets.
  bool follows_connections() const {
    return connect_ > Duration::zero() || handshake_time_ || balanced_ == Balanced::connections;
  }

  /// An open idle connection, or one that still has to be opened.
  Connection pick(Connections& pool, const Call& call, const Target& target) {
    auto& service = *target.service;
    const auto now = calendar_->now();
    const auto open = [&](const Connection& one) {
      return one.stands(service) && !(idle_ && now - one.idle_since > *idle_) &&
             !(max_age_ && now - one.opened >= *max_age_);
    };
    auto* to = call.to;
    if (!to && balanced_ == Balanced::calls) to = &service.choose(call, target);
    const auto found = pool.take([&](const auto& one) { return !to || one.to == to; }, open);
    if (found) return *found;
    if (!to) to = &service.choose(call, target);
    return {.to = to, .process = to->process() - 1};
  }

  Task<Answer> open(Connection& connection, const Call& call) {
    Answer answer{Outcome::succeeded, {}};
    auto& to = *connection.to;
    if (!to.condition().no_connections.none()) co_return co_await fail_to_open(to, call);
    if (call.by && !call.by->condition().distrust.none())
      co_return co_await fail_to_open(*call.by, call);
    connection.process = to.process();
    if (to.up()) {
      const Wait wait(call.span, Activity::network);
      co_await calendar_->delay(connect_);
    }
    if (to.up() && handshake_time_) answer = co_await to.attempt(opening_, call);
    connection.opened = calendar_->now();
    co_return answer;
  }

  /// After the longest time that any fault makes it take, here or there.
  Task<Answer> fail_to_open(const Instance& struck, const Call& call) {
    auto takes = Duration::zero();
    const auto look = [&](const Fault&, Duration own) { takes = std::max(takes, own); };
    struck.condition().no_connections.visit(look);
    struck.condition().distrust.visit(look);
    const auto cause = cause_at(call, Symptom::unreachable, struck.place(), RootKind::unknown);
    const Wait wait(call.span, Activity::network);
    co_await calendar_->delay(takes);
    co_return Answer{.cause = cause};
  }

  std::int64_t connections_ = 1;
  std::optional<Duration> wait_;
  std::optional<std::int64_t> queue_;
  Duration connect_{};
  std::unique_ptr<Distribution> handshake_time_;
  std::optional<Duration> idle_;
  Balanced balanced_ = Balanced::calls;
  std::optional<Duration> max_age_;
  Calendar* calendar_ = nullptr;
  Books* books_ = nullptr;
  Operation handshake_;
  Target opening_;
  PerCaller<Connections> pools_;
};

}  // namespace

Kind<Policy> pool() {
  return kind<Policy, ConnectionPool>(
      "pool", "A limited number of connections; calls wait for a free one.");
}

}  // namespace faultline
