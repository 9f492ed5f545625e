#include "models/binding.hpp"
#include "models/policy.hpp"
#include "models/serving/waiting_room.hpp"

namespace faultline {

namespace {

/// The connections of one caller, those that are open and idle on a stack: the one used last is
/// used next, so that those too many go idle and are closed.
class Connections {
 public:
  Connections(Calendar& calendar, const RoomSettings& settings, std::optional<Duration> idle)
      : room(calendar, settings), calendar_(calendar), longest_idle_(idle) {}

  WaitingRoom room;

  /// Whether an open one was there to be used.
  bool reuse() {
    if (idle_.empty()) return false;
    const auto since = idle_.back();
    idle_.pop_back();
    if (!longest_idle_ || calendar_.now() - since <= *longest_idle_) return true;
    idle_.clear();
    return false;
  }
  void put_back() { idle_.push_back(calendar_.now()); }

 private:
  Calendar& calendar_;
  std::optional<Duration> longest_idle_;
  std::vector<Time> idle_;
};

/// A pool of connections to the target: a call holds one, and waits where none is free. Opening one
/// takes a time of its own; one whose answer did not come is closed.
class ConnectionPool final : public Policy {
 public:
  void bind(Binding& binding) override {
    const RoomSettings settings{.slots = connections_, .queue = queue_, .patience = wait_};
    calendar_ = &binding.calendar();
    pools_.make(binding.callers(), binding.calendar(), settings, idle_);
  }

  Task<Answer> apply(const Call& call, Next next) override {
    auto& pool = pools_.of(call);
    auto connection = pool.room.try_acquire();
    if (!connection && !pool.room.full()) connection = co_await pool.room.wait();
    if (!connection) co_return Answer{Outcome::rejected, {}};
    if (!pool.reuse()) co_await calendar_->delay(connect_);
    const auto answer = co_await next(call);
    if (answer.outcome != Outcome::timed_out) pool.put_back();
    co_return answer;
  }

 protected:
  void declare(Fields& f) override {
    f("connections", connections_,
      {.says = "connections of one caller", .at_least = 1, .required = true});
    f("wait", wait_,
      {.says = "how long a call waits for one; as long as it takes else", .positive = true});
    f("queue", queue_, {.says = "calls that may wait; as many as come else", .at_least = 0});
    f("connect", connect_, {.says = "what opening a connection takes", .at_least = 0});
    f("idle", idle_, {.says = "how long one stays open unused; for ever else", .at_least = 0});
  }

 private:
  std::int64_t connections_ = 1;
  std::optional<Duration> wait_;
  std::optional<std::int64_t> queue_;
  Duration connect_{};
  std::optional<Duration> idle_;
  Calendar* calendar_ = nullptr;
  PerCaller<Connections> pools_;
};

}  // namespace

Kind<Policy> pool() {
  return kind<Policy, ConnectionPool>("pool",
                                      "A limited number of connections that calls wait for.");
}

}  // namespace faultline
