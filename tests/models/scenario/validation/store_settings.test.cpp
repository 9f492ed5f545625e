#include "models/scenario/validation/validation.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

/// What is told of the shop with this store, and with this in place of each query of it.
Changes with(std::string_view store, std::string_view query) {
  return {{R"("time": "3ms" })", store}, {R"({ "query": "orders" })", query}};
}

std::vector<std::string> warnings(const Changes& changes) {
  auto document = parse_document(shop_with(changes), "shop.json");
  read_scenario(document);
  return document.problems.warnings();
}

constexpr std::string_view plain = R"("time": "3ms" })";
constexpr std::string_view query = R"({ "query": "orders" })";

}  // namespace

TEST_CASE("a store with all that it can have is valid, and so is a transaction with all") {
  CHECK(told(with(R"("time": "3ms", "replicas": 2, "replica_lag": "1s", "failover": "5s",
                      "replica_rate": "100/s", "most_behind": "2s",
                      "lock_wait": "2s" })",
                  R"({ "transaction": "orders", "commit": "1ms", "retries": 3, "pause": "5ms",
                       "isolation": "serializable",
                       "steps": [ { "query": "orders", "write": true,
                                    "lock": { "row": "exclusive", "named": "a" },
                                    "policies": [ { "kind": "timeout", "after": "1s" } ] },
                                  { "query": "orders", "lock": { "table": "shared" } },
                                  { "query": "orders", "from": "any" } ] })")) == "");
}

TEST_CASE("a lag or a fail-over without replicas is told, and two places to stand") {
  CHECK(told(with(R"("time": "3ms", "replica_lag": "1s" })", query)) ==
        "shop.json:7:75: /stores/orders/replica_lag: it has no effect: \"replicas\" is 0");
  CHECK(told(with(R"("time": "3ms", "failover": "1s" })", query)) ==
        "shop.json:7:72: /stores/orders/failover: no replica can take over: \"replicas\" is 0");
  CHECK(told(with(R"("time": "3ms", "host": "x", "hosts": ["y"] })", query))
            .find("\"host\" and \"hosts\" cannot both be given") != std::string::npos);
}

TEST_CASE("what replicas can take, and how far behind they may be, needs some") {
  CHECK(told(with(R"("time": "3ms", "replica_rate": "5/s" })", query)) ==
        "shop.json:7:76: /stores/orders/replica_rate: it has no effect: \"replicas\" is 0");
  CHECK(told(with(R"("time": "3ms", "most_behind": "1s" })", query)) ==
        "shop.json:7:75: /stores/orders/most_behind: it has no effect: \"replicas\" is 0");
}

TEST_CASE("a read of a replica is told where there is none, once for several designs") {
  CHECK(told(with(plain, R"({ "query": "orders", "from": "replica" })")) ==
        "shop.json:13:35: /designs/rest/order.place/0/query: \"orders\" has no replica to read: "
        "\"replicas\" is 0\nshop.json:18:35: /designs/events/order.place/0/query: \"orders\" has "
        "no replica to read: \"replicas\" is 0");
}

TEST_CASE("a write or a lock at a replica is told") {
  const auto store = R"("time": "3ms", "replicas": 1 })";
  CHECK(told(with(store, R"({ "query": "orders", "from": "any", "write": true })"))
            .find("/0/write: a write goes to the primary (\"from\")") != std::string::npos);
  CHECK(told(with(store, R"({ "query": "orders", "from": "any", "lock": { "row": "shared" } })"))
            .find("/0/lock: locks are held at the primary (\"from\")") != std::string::npos);
}

TEST_CASE("a lock of nothing or of both is told, and a name that is no row's") {
  const auto of = [](const std::string& lock) {
    return told(with(plain, R"({ "query": "orders", "lock": )" + lock + " }"));
  };
  const auto both = "a lock needs either \"row\" or \"table\", not both";
  CHECK(of("{}").find(both) != std::string::npos);
  CHECK(of(R"({ "row": "shared", "table": "shared" })").find(both) != std::string::npos);
  CHECK(of(R"({ "table": "shared", "named": "a" })")
            .find("\"named\" needs \"row\": it names the row to be locked") != std::string::npos);
  CHECK(of(R"({ "row": "shard" })").find("did you mean \"shared\"?") != std::string::npos);
}

TEST_CASE("a transaction of a store that does not exist is told, and one without steps") {
  CHECK(told(with(plain, R"({ "transaction": "order", "steps": [ { "query": "orders" } ] })"))
            .find("no store \"order\"; did you mean \"orders\"?") != std::string::npos);
  CHECK(
      told(with(plain, R"({ "transaction": "orders", "steps": [] })")).find("\"steps\" is empty") !=
      std::string::npos);
}

TEST_CASE("a lock as a fault is of a whole store") {
  const auto of = [](const std::string& target) {
    return told({{R"("kind": "crash", "target": "payment")",
                  R"("kind": "lock", "target": ")" + target + "\""},
                 {plain, R"("time": "3ms", "replicas": 1, "failover": "1s" })"}});
  };
  CHECK(of("orders") == "");
  CHECK(of("payment") ==
        "shop.json:22:59: /faults/0/target: \"payment\" is not a store, so that it has no table to "
        "lock");
  CHECK(of("orders#1") ==
        "shop.json:22:59: /faults/0/target: the table of a store can be locked only as a whole, "
        "not at one node");
}

TEST_CASE("a node of a store can be struck alone") {
  const auto of = [](const std::string& target) {
    return told({{R"("target": "payment")", R"("target": ")" + target + "\""},
                 {plain, R"("time": "3ms", "replicas": 1, "failover": "1s" })"}});
  };
  CHECK(of("orders#1") == "");
  CHECK(of("orders#2").find("\"orders\" has 2 instances, counted from 0") != std::string::npos);
}

TEST_CASE("settings of a store that can have no effect are warned of") {
  const auto of = [](std::string_view store, std::string_view step) {
    const auto found = warnings(with(store, step));
    return found.empty() ? "" : found.front();
  };
  CHECK(of(plain, query) == "");
  CHECK(of(R"("time": "3ms", "lock_wait": "1s" })", query).find("\"lock_wait\" has no effect") !=
        std::string::npos);
  CHECK(of(R"("time": "3ms", "replicas": 1 })", query).find("its replicas have no use") !=
        std::string::npos);
  CHECK(of(R"("time": "3ms", "replicas": 1, "failover": "1s", "most_behind": "1s" })", query)
            .find("\"most_behind\" has no effect: no query reads a replica") != std::string::npos);
  CHECK(of(plain, R"({ "transaction": "orders", "isolation": "snapshot",
                       "steps": [ { "query": "orders", "write": true } ] })")
            .find("\"isolation\" has no effect: the workload has no \"keys\"") !=
        std::string::npos);
  CHECK(of(plain, R"({ "query": "orders", "lock": { "row": "exclusive" } })")
            .find("each request has a row of its own") != std::string::npos);
  CHECK(
      of(plain, R"({ "transaction": "orders", "retries": 3, "steps": [ { "query": "orders" } ] })")
          .find("\"retries\" has no effect") != std::string::npos);
}
