#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"
#include "tests/theory/projected.hpp"

using namespace faultline;

namespace {

const std::string capturing = R"(, "captures": { "s": { "topic": "t", "lag": "40ms" } })";

/// Nobody publishes: what is written to the store "s" is captured with a lag of 40 ms.
Setup captured(const std::string& length, const std::string& then, const std::string& faults = "") {
  Projected projected{.publish = R"({ "query": "s", "write": true })", .then = then};
  projected.topic = R"(, "partitions": 1)";
  projected.subscription = R"("consumers": 1)";
  projected.work = "0s";
  projected.more = capturing;
  projected.faults = faults;
  auto setup = projected.each_second(length);
  setup.stores = R"("s": { "owner": "a", "time": "0s" })";
  return setup;
}

std::string starts_of(const Setup& setup) {
  std::string text;
  for (const auto& attempt : Played(setup).attempts)
    if (attempt.operation == "b.note")
      text += std::to_string(std::lround(attempt.started_s * 1e3)) + " ";
  return text;
}

}  // namespace

TEST_CASE("Capture: each write is published after the lag, and no read") {
  CHECK(starts_of(captured("3500ms", R"({ "query": "s" }, { "read": "view" })")) ==
        "1040 2040 3040 ");
  CHECK(starts_of(captured("2500ms", R"({ "work": "30ms" }, { "query": "s", "write": true },
      { "read": "view" })")) == "1040 1070 2040 2070 ");
}

TEST_CASE("Capture: the age of an update counts from its write") {
  CHECK(in_short(reads_of(captured("1500ms", read_after(30) + ", " + read_after(20)))) ==
        "1030 30/1, 1050 0/0");
}

TEST_CASE("Capture: several writes of one request are several updates") {
  const auto twice =
      captured("1500ms", R"({ "work": "10ms" }, { "query": "s", "write": true }, )" +
                             read_after(20) + ", " + read_after(15) + ", " + read_after(10));
  CHECK(in_short(reads_of(twice)) == "1030 30/2, 1045 35/1, 1055 0/0");
}

TEST_CASE("Capture: while the topic is down it tries again, and what was written keeps its order") {
  auto setup = captured("3150ms", read_after(1), R"({ "name": "down", "kind": "crash",
      "target": "t", "at": "3s", "for": "500ms" })");
  setup.arrivals = R"({ "kind": "constant", "rate": "20/s" })";
  setup.length = "3225ms";
  // Those of 3 to 3.2 s are tried at 3.04, 3.14, ... and come together at 3.54.
  const Played played(setup);
  CHECK(played.in_short() == "64s");
  CHECK(played.attempts_at("b.note") == 64);
  std::vector<double> starts;
  for (const auto& attempt : played.attempts)
    if (attempt.operation == "b.note") starts.push_back(attempt.started_s);
  CHECK(starts[58] == Approx(2.99));
  for (std::size_t i = 59; i < 64; ++i) CHECK(starts[i] == Approx(3.54));
}

TEST_CASE("Outbox: an update waits in it from its write on") {
  auto setup = captured("1500ms", read_after(30) + ", " + read_after(20));
  const std::string write = R"({ "query": "s", "write": true })";
  setup.operations.replace(setup.operations.find(write), write.size(),
                           R"({ "publish": "t", "outbox": { "store": "s", "tail": "40ms" } })");
  setup.designs.replace(setup.designs.find(capturing), capturing.size(), "");
  CHECK(in_short(reads_of(setup)) == "1030 30/1, 1050 0/0");
}
