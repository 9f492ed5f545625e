#include <algorithm>

#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

enum class Opens : std::uint8_t { random, turn, first };
std::vector<std::string> words(Opens) { return {"random", "turn", "first"}; }

/// Each caller has a few long-lived connections, and its calls take turns over them: connections
/// are balanced when they are opened, not calls. A connection is reopened when its instance goes
/// down, is ejected or shut down, and when it reaches its `max_age`; until then a new or recovered
/// instance gets no calls. With n instances and c callers with one connection each, chosen at
/// random, the expected share of instances without any calls is (1 - 1/n)^c. Sources: gRPC, "Load
/// balancing" (pick_first; MAX_CONNECTION_AGE); layer 4 load balancers.
class FollowConnections final : public Balancer {
 public:
  void fields(Fields& f) override {
    f("connections", count_,
      {.says = "connections that each caller keeps open", .at_least = 1, .at_most = 100000});
    f("opens", opens_, {.says = "how the instance of a new connection is chosen"});
    f("max_age", max_age_,
      {.says = "age at which a connection is closed and reopened; unlimited by default",
       .positive = true});
  }

  std::size_t choose(const Pool& pool, View& view, const Call&, Draw& draw) override {
    const auto& choices = pool.choices();
    const auto count = static_cast<std::size_t>(count_);
    if (view.connections.size() < count) view.connections.resize(count);
    auto& connection = view.connections[view.connection_turn++ % count];
    const auto found = std::ranges::find(choices, connection.to, &Pool::Member::instance);
    if (found != choices.end() && stands(connection))
      return static_cast<std::size_t>(found - choices.begin());
    const auto chosen = place_for_another(pool, view, draw);
    auto& to = *choices[chosen].instance;
    connection = {.to = &to, .process = to.process(), .opened = to.calendar().now()};
    return chosen;
  }

 private:
  bool stands(const FollowedConnection& connection) const {
    const auto age = connection.to->calendar().now() - connection.opened;
    return connection.to->process() == connection.process && !(max_age_ && age >= *max_age_);
  }

  std::size_t place_for_another(const Pool& pool, View& view, Draw& draw) const {
    switch (opens_) {
      case Opens::random:
        return one_of(pool.choices().size(), draw);
      case Opens::turn:
        return view.next_turn(pool) % pool.choices().size();
      case Opens::first:
        break;
    }
    return 0;
  }

  std::int64_t count_ = 1;
  Opens opens_ = Opens::random;
  std::optional<Duration> max_age_;
};

}  // namespace

Kind<Balancer> connections() {
  return kind<Balancer, FollowConnections>(
      "connections", "Each caller's calls take turns over its long-lived connections.");
}

}  // namespace faultline
