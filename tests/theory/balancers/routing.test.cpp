#include <algorithm>
#include <map>
#include <string>

#include "sim/random/zipf.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/placed.hpp"

using namespace faultline;

namespace {

constexpr std::uint64_t keys = 50;

/// 600 requests, 100 in a second, about 50 keys.
Setup keyed(const std::string& more) {
  Setup setup{.length = "6005ms", .arrivals = R"({ "kind": "constant", "rate": "100/s" })"};
  setup.keys_and_classes = R"("keys": { "count": 50 })";
  setup.services = R"("a": { "workers": 100, "instances": 4, )" + more + " }";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  return setup;
}

/// What a request is about, as the workload draws it.
std::uint64_t key_of(std::uint64_t request) {
  auto draw = Streams{1, 0}.named("keys").draw(request);
  return Zipf(keys, 0).sample(draw);
}

/// The instances that answered requests about each key.
std::map<std::uint64_t, std::vector<int>> by_key(const std::vector<std::size_t>& places,
                                                 std::size_t first = 0) {
  std::map<std::uint64_t, std::vector<int>> found;
  for (auto id = first; id < places.size(); ++id) {
    auto& counts = found.try_emplace(key_of(id), 4).first->second;
    if (places[id] < 4) ++counts[places[id]];
  }
  return found;
}

std::size_t used(const std::vector<int>& counts) {
  return static_cast<std::size_t>(
      std::count_if(counts.begin(), counts.end(), [](int count) { return count > 0; }));
}

/// Client and "a#0", "a#1" in one zone, "a#2", "a#3" in another.
Setup zones(const std::string& balancer) {
  auto setup = keyed(R"("hosts": [ "e1", "e2", "w1", "w2" ], )" + balancer);
  setup.transaction = R"("host": "home")";
  setup.platform = R"("zones": { "east": { "hosts": [ "home", "e1", "e2" ] },
    "west": { "hosts": [ "away", "w1", "w2" ] } },
    "links": [ { "name": "sea", "between": [ "east", "west" ], "latency": "1ms" } ])";
  return setup;
}

std::string down(const std::string& target) {
  return R"({ "name": "down )" + target + R"(", "kind": "crash", "at": "0s", "target": ")" +
         target + "\" }";
}

}  // namespace

TEST_CASE("By hash of the key: one instance for each key, each instance for its part of the keys") {
  const auto places = placed(keyed(R"("balancer": "consistent_hash")"), 4);
  std::vector<int> keys_at(4);
  for (const auto& [key, counts] : by_key(places)) {
    INFO("key " << key);
    CHECK(used(counts) == 1);
    for (std::size_t i = 0; i < 4; ++i) keys_at[i] += counts[i] > 0;
  }
  for (const auto count : keys_at) {  // of 50 keys 12.5 +- 3.1 each
    CHECK(count > 12.5 - 3 * 3.1);
    CHECK(count < 12.5 + 3 * 3.1);
  }
}

TEST_CASE("By hash of the key: of a lost instance only its keys move, to all the others") {
  auto setup = keyed(R"("balancer": "consistent_hash")");
  const auto whole = by_key(placed(setup, 4));
  setup.faults = down("a#2");
  const auto without = by_key(placed(setup, 4));
  std::vector<int> heirs(4);
  for (const auto& [key, counts] : whole) {
    INFO("key " << key);
    if (counts[2] == 0) CHECK(without.at(key) == counts);
    if (counts[2] > 0)
      for (std::size_t i = 0; i < 4; ++i) heirs[i] += without.at(key)[i] > 0;
  }
  CHECK(heirs[2] == 0);
  CHECK(used(heirs) == 3);
}

TEST_CASE("Shards: a key belongs to one shard, whose instances take turns, and to nobody else") {
  auto setup = keyed(R"("shards": 2)");
  for (const auto& [key, counts] : by_key(placed(setup, 4))) {
    INFO("key " << key);
    CHECK((counts[0] + counts[2] == 0) != (counts[1] + counts[3] == 0));
  }
  const auto all = shares(placed(setup, 4), 4);
  CHECK(std::abs(all[0] - all[2]) <= 1);
  CHECK(std::abs(all[1] - all[3]) <= 1);
  CHECK(all[0] + all[1] + all[2] + all[3] == 600);
}

TEST_CASE("Shards: one that is down fails its keys, all of them and no others") {
  auto setup = keyed(R"("shards": 2)");
  const auto all = shares(placed(setup, 4), 4);
  setup.faults = down("a#1") + ", " + down("a#3");
  const auto lost = told(setup, [](const Ledger& l) {
    return std::vector{l.count(Outcome::failed), l.count(Outcome::succeeded)};
  });
  CHECK(lost[0] == all[1] + all[3]);
  CHECK(lost[1] == all[0] + all[2]);
  setup.faults = down("a#3");
  CHECK(told(setup, [](const Ledger& l) { return std::vector{l.count(Outcome::failed)}; })[0] == 0);
}

TEST_CASE("Zone aware: those in the caller's zone in turn, all in turn where there are too few") {
  CHECK(shares(placed(zones(R"("balancer": "zone_aware")"), 4), 4) == std::vector{300, 300, 0, 0});
  const auto enough = [](const char* share) {
    return zones(std::string(R"("balancer": { "kind": "zone_aware", "enough": )") + share + " }");
  };
  CHECK(shares(placed(enough("0.5"), 4), 4) == std::vector{300, 300, 0, 0});  // 2 of 4
  CHECK(shares(placed(enough("0.51"), 4), 4) == std::vector{150, 150, 150, 150});
  auto lost = enough("0.5");
  lost.faults = down("a#1");  // 1 of 3 is left
  CHECK(shares(placed(lost, 4), 4) == std::vector{200, 0, 200, 200});
  lost = zones(R"("balancer": "zone_aware")");
  lost.faults = down("a#0") + ", " + down("a#1");
  CHECK(shares(placed(lost, 4), 4) == std::vector{0, 0, 300, 300});
}

TEST_CASE("Zone aware: each zone has turns of its own") {
  auto setup = zones("");
  setup.services = R"("a": { "instances": 2, "hosts": [ "e1", "w1" ] },
    "b": { "instances": 4, "hosts": [ "e1", "e2", "w1", "w2" ], "balancer": "zone_aware" })";
  setup.operations = R"("a.run": [ { "call": "b.run" } ], "b.run": [ { "effect": "done" } ])";
  CHECK(shares(placed(setup, 4, "b"), 4) == std::vector{150, 150, 150, 150});
}
