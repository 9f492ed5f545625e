#include <algorithm>

#include "models/workloads/workload.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// Who is answered in no time and needs none to think would ask for ever at one instant.
constexpr Duration shortest_cycle = std::chrono::microseconds(1);

/// As an answer is taken to last in an estimate of how many requests there will be.
constexpr double brief_answer_s = 1e-3;

/// Users who each think, ask, wait for the answer and think again: slow answers slow the load down.
/// With N users, mean think time Z and mean response time R the throughput is X = N / (R + Z).
/// User u's n-th request is number u + n N, so that it thinks and is served alike in every design.
///
/// A change may make N another. More users begin at once, by thinking; those who are too many, the
/// last ones, stop after their request or their thought, and go on from there if they come back.
/// Where M users come only later, the n-th request of such a one is 2^40 + u - N + n M, so that the
/// requests of the others are what they were.
///
/// Ignored: users who give up for good.
/// Source: Lazowska, Zahorjan, Graham, Sevcik, "Quantitative System Performance", 1984, chapter 3.
class Closed final : public Workload {
 public:
  Task<void> run(Client& client, const Streams& streams, Time end) override {
    client_ = &client;
    thinking_ = streams.named("think");
    until_ = end;
    at_first_ = count();
    known_.resize(std::max(at_first_, static_cast<std::uint64_t>(most_users_)));
    for (std::uint64_t i = 0; i < known_.size(); ++i)
      known_[i].next_request = i < at_first_ ? i : later_requests + i - at_first_;
    for (std::uint64_t i = 0; i < at_first_; ++i) {
      const auto share = static_cast<double>(i) / static_cast<double>(at_first_);
      admit(i, from_seconds(seconds(ramp_up_) * share));
    }
    co_return;
  }

  void changed() override {
    for (std::uint64_t i = 0; client_ && i < count(); ++i)
      if (!known_[i].asks) admit(i, Duration::zero());
  }
  void make_room_for(std::int64_t users) override { most_users_ = std::max(most_users_, users); }

  bool several_clients() const override { return users_ > 1; }
  std::optional<Population> population() const override {
    return Population{.users = users_, .think_s = think_->mean()};
  }
  double expected_by(Time end) const override {
    return static_cast<double>(users_) * seconds(end) / (think_->mean() + brief_answer_s);
  }

 protected:
  void declare(Fields& f) override {
    f("users", users_,
      {.says = "number of users",
       .at_least = 1,
       .at_most = 1'000'000,
       .required = true,
       .changeable = true});
    f("think", think_,
      {.says = "think time of a user before each request, the first one included",
       .required = true});
    f("ramp_up", ramp_up_,
      {.says = "time over which the users start, at equal intervals; by default all start at once",
       .at_least = 0});
  }

 private:
  static constexpr std::uint64_t later_requests = std::uint64_t{1} << 40;

  struct User {
    bool asks = false;
    std::uint64_t next_request = 0;
  };

  std::uint64_t count() const { return static_cast<std::uint64_t>(users_); }
  /// From one request of this user to its next.
  std::uint64_t step_of(std::uint64_t number) const {
    return number < at_first_ ? at_first_ : known_.size() - at_first_;
  }

  void admit(std::uint64_t number, Duration later) {
    known_[number].asks = true;
    client_->admit(ask(number, later));
  }

  Task<void> ask(std::uint64_t number, Duration later) {
    auto& calendar = client_->calendar();
    co_await calendar.delay(later);
    auto& user = known_[number];
    auto answered = calendar.now();
    auto shortest = Duration::zero();
    while (number < count()) {
      auto draw = thinking_.draw(user.next_request);
      const auto pause = std::max(shortest, think_->sample(draw));
      if (pause >= until_ - answered) break;
      co_await calendar.delay(pause);
      if (number >= count()) break;
      const auto asked = calendar.now();
      const auto id = user.next_request;
      user.next_request += step_of(number);
      co_await client_->request(id, number);
      answered = calendar.now();
      shortest = answered == asked ? shortest_cycle : Duration::zero();
    }
    user.asks = false;
  }

  std::int64_t users_ = 1;
  std::int64_t most_users_ = 0;  ///< that a change asks for
  std::unique_ptr<Distribution> think_;
  Duration ramp_up_{};
  Client* client_ = nullptr;
  Stream thinking_;
  Time until_{};
  std::uint64_t at_first_ = 0;
  std::vector<User> known_;  ///< all who are there at some time
};

}  // namespace

Kind<Workload> closed() {
  return kind<Workload, Closed>("closed",
                                "Users who each wait for the response before their next request.");
}

}  // namespace faultline
