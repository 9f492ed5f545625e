#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Requests at a constant rate, for no work, through a rate limit.
Setup limited(const std::string& limit, const std::string& rate, const std::string& length) {
  Setup setup{.length = length, .arrivals = R"({ "kind": "constant", "rate": ")" + rate + "\" }"};
  setup.transaction = R"("policies": [ { "kind": "rate_limit", )" + limit + " } ]";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  return setup;
}

/// How many calls pass at "b", which two instances of "a" ask, where one an hour may: as many as
/// there are buckets.
int buckets(const std::string& per) {
  auto setup = limited("", "10/s", "100s");
  setup.transaction = R"("deadline": "1s")";
  setup.keys_and_classes = R"("keys": { "count": 7 }, "classes": { "x": {}, "y": {}, "z": {} })";
  setup.services = R"("a": { "instances": 2 }, "b": {})";
  setup.operations = R"("b.run": [ { "effect": "done" } ], "a.run": [ { "call": "b.run",
    "policies": [ { "kind": "rate_limit", "rate": "1/h", "per": ")" +
                     per + R"(" } ] } ])";
  return Played(setup).attempts_at("b.run");
}

}  // namespace

TEST_CASE("Rate limit: a burst passes at once, and then the rate in the long run") {
  // Tokens: 5 at first, and 2 a second for the rest; 10 requests a second.
  const Played played(limited(R"("rate": "2/s", "burst": 5)", "10/s", "10050ms"));
  // The first comes at 0.1 s; by 0.6 s one more token is there, and then one each 0.5 s.
  CHECK(played.in_short().starts_with("6s 4r 1s 4r 1s 4r 1s 4r"));
  CHECK(played.count(Outcome::succeeded) == 5 + 2 * (10 - 0.1) - 0.8);
}

TEST_CASE("Rate limit: of Poisson arrivals at three times the rate a third passes") {
  auto setup = limited(R"("rate": "100/s", "burst": 10)", "1/s", "100s");
  setup.arrivals = poisson_at(300);
  const auto passed = replicated(
      setup, 8, [](const Ledger& ledger) { return ledger.count(Outcome::succeeded) / 100; });
  CHECK_THAT(passed, Agrees(100 + 10.0 / 100, {0.001, 0.001}));
}

TEST_CASE("Rate limit: arrivals at its very rate all pass") {
  const std::string rate = GENERATE("3/s", "7/s", "10/s", "30/s");
  const Played played(limited(R"("rate": ")" + rate + "\"", rate, "100s"));
  INFO(rate);
  CHECK(played.share(Outcome::succeeded) == 1);
}

TEST_CASE("Rate limit: those beyond wait for their turn, one after the other, up to the limit") {
  // Request k comes at 0.05 (k + 1) s and has its turn 0.1 k s after the first: it waits 0.05 k s.
  const Played played(limited(R"("rate": "10/s", "wait": "975ms")", "20/s", "5025ms"));
  for (std::size_t k = 0; k < 20; ++k)
    CHECK(played.requests[k].took_s == Approx(0.05 * static_cast<double>(k)));
  CHECK(played.in_short().starts_with("20s 1r 1s 1r 1s 1r 1s"));
  for (const auto& request : played.requests) CHECK(request.took_s <= 0.975);
}

TEST_CASE("Rate limit: there is one for each caller, class or key, or one for all") {
  CHECK(buckets("all") == 1);
  CHECK(buckets("caller") == 2);
  CHECK(buckets("class") == 3);
  CHECK(buckets("key") == 7);
}
