#include "tests/theory/agrees.hpp"
#include "tests/theory/data/projected.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Of a log; each request asks the copy from 0.55 s on whether it is there, each millisecond.
Projected rebuilt(const std::string& kind, const std::string& at) {
  Projected made{.then = R"({ "work": "550ms" }, { "read": "view", "policies": [
      { "kind": "retry", "attempts": 1000, "backoff": "fixed", "base": "1ms",
        "jitter": "none" } ] })"};
  made.topic = R"(, "partitions": 1)";
  made.subscription = R"("consumers": 1)";
  made.work = "0s";
  made.view = R"(, "rebuild": "100ms")";
  made.faults = R"({ "name": "gone", "kind": ")" + kind + R"(", "target": "view", "at": ")" + at +
                R"(", "for": "100ms" })";
  return made;
}

double took_s(const Projected& projected, std::size_t request) {
  return Played(projected.each_second("7500ms")).requests[request].took_s;
}

}  // namespace

TEST_CASE("Rebuild: n events of the log take n times as long as one") {
  // Five events at 5.25 s: until 5.75 s.
  const auto flushed = rebuilt("flush", "5250ms");
  CHECK(took_s(flushed, 3) == Approx(0.55));
  CHECK(took_s(flushed, 4) == Approx(0.75));
  CHECK(took_s(flushed, 5) == Approx(0.55));
  CHECK(told(flushed.each_second("7500ms"), [](const Ledger& ledger) {
          std::vector<double> took;
          for (const auto& one : ledger.rebuilds) took.push_back(seconds(one.took));
          return took;
        }) == std::vector{0.5});
}

TEST_CASE("Rebuild: what is not durable is rebuilt after a crash, once it is up") {
  auto crashed = rebuilt("crash", "5250ms");
  CHECK(took_s(crashed, 4) == Approx(0.55));
  crashed.view += R"(, "durable": false)";
  CHECK(took_s(crashed, 4) == Approx(0.85));
}

TEST_CASE("Rebuild: only what the log still holds is read again") {
  auto flushed = rebuilt("flush", "5300ms");
  // Those of 3, 4 and 5 s.
  const auto topic = flushed.topic;
  flushed.topic += R"(, "retention": "2500ms")";
  CHECK(took_s(flushed, 4) == Approx(0.6));
  flushed.topic = topic + R"(, "retention_size": "3KiB")";
  CHECK(took_s(flushed, 4) == Approx(0.6));
}

TEST_CASE("Rebuild: what has expired is lacked until something new comes") {
  auto flushed = rebuilt("flush", "5540ms");
  flushed.topic += R"(, "retention": "500ms")";
  CHECK(in_short(reads_of(flushed.each_second("6500ms"))) ==
        "1550 0/0, 2550 0/0, 3550 0/0, 4550 0/0, 5550 550/1, 6550 0/0");
}

TEST_CASE("Rebuild: a dead letter stands in the log, and is had after it") {
  auto flushed = rebuilt("flush", "1200ms");
  flushed.subscription += R"(, "attempts": 1)";
  flushed.faults += R"(, { "name": "poison", "kind": "poison", "target": "t", "share": 1,
      "at": "500ms", "for": "1s" })";
  CHECK(in_short(reads_of(flushed.each_second("1500ms"))) == "1550 0/0");
  flushed.faults = flushed.faults.substr(flushed.faults.find(R"({ "name": "poison")"));
  CHECK(in_short(reads_of(flushed.each_second("1500ms"))) == "1550 550/1");
}

TEST_CASE("Rebuild: updates wait for its end, and reads fail") {
  auto flushed = rebuilt("flush", "5900ms");
  flushed.then = read_after(100);
  const Played played(flushed.each_second("6500ms"));
  CHECK(played.in_short() == "5s 1f");
  // Five events at 5.9 s: until 6.4 s.
  const auto& last = played.attempts[played.attempts.size() - 1];
  CHECK(last.operation == "b.note");
  CHECK(last.started_s == Approx(6));
  CHECK(last.ended_s == Approx(6.4));
}

TEST_CASE("Rebuild: one that is lost meanwhile is begun anew") {
  auto flushed = rebuilt("flush", "5250ms");
  flushed.faults += R"(, { "name": "again", "kind": "flush", "target": "view", "at": "5500ms" })";
  CHECK(took_s(flushed, 4) == Approx(1.0));
}
