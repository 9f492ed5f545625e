#include "models/events/consumers/waiting_events.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "models/requests/request_class.hpp"

using namespace faultline;

namespace {

/// What the queue should give, looked for from its front.
struct Plain {
  struct One {
    int priority;
    std::int64_t came;
    std::uint64_t number;
  };
  std::vector<One> events;

  void push(One one) {
    auto at = events.end();
    while (at != events.begin() && std::prev(at)->priority < one.priority) --at;
    events.insert(at, one);
  }
  void put_back(One one) {
    const auto rank = [](const One& each) { return std::pair(-each.priority, each.came); };
    auto at = events.begin();
    while (at != events.end() && rank(*at) <= rank(one)) ++at;
    events.insert(at, one);
  }
  One pop() {
    const auto first = events.front();
    events.erase(events.begin());
    return first;
  }
};

}  // namespace

TEST_CASE("events of a queue come by priority, in order, and in their old place when given back") {
  std::vector<RequestClass> classes(3);
  for (int i = 0; i < 3; ++i) classes[static_cast<std::size_t>(i)].priority = i;
  EventSizes sizes;
  sizes.add(Bytes{10});
  for (const bool by_priority : {false, true}) {
    std::vector<std::unique_ptr<Transaction>> transactions;
    WaitingEvents queue(sizes, by_priority);
    Plain plain;
    std::vector<Waiting> taken;
    std::mt19937 random(1);
    std::int64_t now = 0;
    for (int i = 0; i < 20000; ++i) {
      const auto what = random() % 4;
      if (what < 2) {
        auto& transaction = *transactions.emplace_back(std::make_unique<Transaction>());
        transaction.id = static_cast<std::uint64_t>(i);
        transaction.references = 1;
        const auto priority = static_cast<int>(random() % 3);
        transaction.request_class = &classes[static_cast<std::size_t>(priority)];
        Call call{.transaction = &transaction};
        Waiting waiting{.event = Event(call, 0, Time{Duration{++now}})};
        waiting.came = Time{Duration{now}};
        queue.push(std::move(waiting));
        plain.push({by_priority ? priority : 0, now, static_cast<std::uint64_t>(i)});
      } else if (what == 2 && !queue.empty()) {
        const auto came = queue.came().time_since_epoch().count();
        auto waiting = queue.pop();
        const auto expected = plain.pop();
        REQUIRE(waiting.event.transaction().id == expected.number);
        REQUIRE(came == expected.came);
        taken.push_back(std::move(waiting));
      } else if (what == 3 && !taken.empty()) {
        const auto at = taken.begin() + static_cast<std::ptrdiff_t>(random() % taken.size());
        const auto& transaction = at->event.transaction();
        ++at->deliveries;
        plain.put_back({by_priority ? transaction.request_class->priority : 0,
                        at->came.time_since_epoch().count(), transaction.id});
        queue.put_back(std::move(*at));
        taken.erase(at);
      }
      REQUIRE(queue.size() == plain.events.size());
      REQUIRE(queue.bytes() == 10 * static_cast<std::int64_t>(plain.events.size()));
    }
    while (!queue.empty()) REQUIRE(queue.pop().event.transaction().id == plain.pop().number);
  }
}
