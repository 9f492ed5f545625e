#include <algorithm>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Each request takes from one account and adds to another, 10 ms each, within one transaction.
Setup transfers(const std::string& count, double rate) {
  Setup setup{.length = "200s", .arrivals = poisson_at(rate)};
  setup.keys_and_classes = R"("keys": { "count": )" + count + " }";
  setup.services = R"("a": { "workers": 1000000 })";
  setup.stores = R"("bank": { "owner": "a", "connections": 1000000, "time": "10ms" })";
  setup.operations = R"("a.run": [ { "transaction": "bank", "commit": "0ms", "steps": [
    { "query": "bank", "write": true }, { "query": "bank", "write": true, "key": 1 } ] },
    { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("A transaction over two rows: alone it takes the time of both, and none fails") {
  const Played played(transfers("1000000000", 5));
  CHECK(played.share(Outcome::succeeded) == 1);
  for (const auto& request : played.requests) REQUIRE(request.took_s == Approx(0.020));
}

TEST_CASE("Transactions over two rows that lock them in opposite order end in a deadlock") {
  // Two accounts: half of the requests have the same one twice, the others lock them in either
  // order. With 20/s and 20 ms each meets another one often enough.
  const Played played(transfers("2", 20));
  const auto failed = played.share(Outcome::failed);
  CHECK(failed > 0.005);
  CHECK(failed < 0.2);
}

TEST_CASE("A further key is the same one for all queries of a request, and drawn as its own") {
  // Who has its row locked by its own transaction already does not wait: one lock, not two.
  auto setup = transfers("1000000000", 5);
  setup.operations = R"("a.run": [ { "transaction": "bank", "commit": "0ms", "steps": [
    { "query": "bank", "write": true, "key": 1 }, { "query": "bank", "write": true, "key": 1 } ] },
    { "effect": "done" } ])";
  CHECK(Played(setup).share(Outcome::succeeded) == 1);
  // Of two keys the further one is the own one half of the time: a replica lacks the update of
  // that.
  setup.keys_and_classes = R"("keys": { "count": 2 })";
  setup.arrivals = R"({ "kind": "constant", "rate": "1/s" })";
  setup.stores =
      R"("bank": { "owner": "a", "replicas": 1, "replica_lag": "500ms", "time": "0ms" })";
  setup.operations = R"("a.run": [ { "query": "bank", "write": true, "key": 1 },
    { "query": "bank", "from": "replica" }, { "effect": "done" } ])";
  setup.length = "4000s";
  const auto stale = told(setup, [](const Ledger& ledger) {
    const auto lacks = [](const ReadRecord& read) { return read.missing > 0; };
    return std::vector{static_cast<double>(std::ranges::count_if(ledger.reads, lacks)) /
                       static_cast<double>(ledger.reads.size())};
  })[0];
  CHECK(stale == Approx(0.5).margin(4 * 0.5 / std::sqrt(4000)));
}
