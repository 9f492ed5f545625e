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
/// Ignored: users who give up for good.
/// Source: Lazowska, Zahorjan, Graham, Sevcik, "Quantitative System Performance", 1984, chapter 3.
class Closed final : public Workload {
 public:
  Task<void> run(Client& client, const Streams& streams, Time end) override {
    const auto users = static_cast<std::uint64_t>(users_);
    for (std::uint64_t i = 0; i < users; ++i)
      client.admit(user(client, {.number = i, .thinking = streams.named("think"), .until = end}));
    co_return;
  }

  bool several_clients() const override { return users_ > 1; }
  double expected_by(Time end) const override {
    return static_cast<double>(users_) * seconds(end) / (think_->mean() + brief_answer_s);
  }

 protected:
  void declare(Fields& f) override {
    f("users", users_,
      {.says = "how many there are", .at_least = 1, .at_most = 1'000'000, .required = true});
    f("think", think_,
      {.says = "how long a user thinks before each request, the first one included",
       .required = true});
    f("ramp_up", ramp_up_,
      {.says = "in which time the users come, at equal distances; all are there from the start "
               "else",
       .at_least = 0});
  }

 private:
  struct User {
    std::uint64_t number;
    Stream thinking;
    Time until;
  };

  Task<void> user(Client& client, User user) {
    auto& calendar = client.calendar();
    const auto share = static_cast<double>(user.number) / static_cast<double>(users_);
    co_await calendar.delay(from_seconds(seconds(ramp_up_) * share));
    const auto users = static_cast<std::uint64_t>(users_);
    auto answered = calendar.now();
    auto shortest = Duration::zero();
    for (auto id = user.number;; id += users) {
      auto draw = user.thinking.draw(id);
      const auto pause = std::max(shortest, think_->sample(draw));
      if (pause >= user.until - answered) co_return;
      co_await calendar.delay(pause);
      const auto asked = calendar.now();
      co_await client.request(id, user.number);
      answered = calendar.now();
      shortest = answered == asked ? shortest_cycle : Duration::zero();
    }
  }

  std::int64_t users_ = 1;
  std::unique_ptr<Distribution> think_;
  Duration ramp_up_{};
};

}  // namespace

Kind<Workload> closed() {
  return kind<Workload, Closed>("closed", "Users who wait for the answer before they ask again.");
}

}  // namespace faultline
