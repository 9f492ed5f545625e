#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// A query each second, which takes 100 ms.
Setup asks(const std::string& query, const std::string& fault) {
  Setup setup{.length = "20500ms"};
  setup.stores = R"("data": { "owner": "a", "connections": 4, "time": "100ms" })";
  setup.operations = R"("a.run": [ )" + query + R"(, { "effect": "done" } ])";
  setup.faults = R"({ "name": "fault", "target": "data", )" + fault + " }";
  return setup;
}

std::vector<double> failed(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    std::vector<double> all;
    for (const auto& one : ledger.transactions) all.push_back(!usable(one.outcome));
    return all;
  });
}

}  // namespace

TEST_CASE("full_disk: writes fail, reads do not") {
  const std::string fault = R"("kind": "full_disk", "at": "4500ms", "for": "5s")";
  const auto writes = failed(asks(R"({ "query": "data", "write": true })", fault));
  for (std::size_t i = 0; i < writes.size(); ++i) CHECK((writes[i] == 1) == (i >= 4 && i < 9));
  const std::string both = R"({ "query": "data" },
    { "query": "data", "write": true, "optional": true })";
  for (const auto read : failed(asks(both, fault))) CHECK(read == 0);
}

TEST_CASE("connection_limit: so many queries at once, the others wait for a connection") {
  // Four queries at once: on four connections 100 ms, on one the last waits for three.
  const std::string four = R"({ "parallel": [ { "query": "data" }, { "query": "data" },
    { "query": "data" }, { "query": "data" } ] })";
  const auto times = told(asks(four, R"("kind": "connection_limit", "connections": 1,
    "at": "4500ms", "for": "5s")"),
                          [](const Ledger& ledger) {
                            std::vector<double> all;
                            for (const auto& one : ledger.transactions)
                              all.push_back(response_s(one));
                            return all;
                          });
  for (std::size_t i = 0; i < times.size(); ++i)
    CHECK(times[i] == Approx(i >= 4 && i < 9 ? 0.4 : 0.1));
}
