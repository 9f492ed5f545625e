#include "analysis/course/course.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace faultline;
using namespace std::chrono_literals;

namespace {

constexpr auto none = SpanRecord::no_operation;
constexpr std::uint16_t order = 1;
constexpr std::uint16_t topic = 3;
constexpr std::uint16_t broker = 4;

/// Ten buckets of a second. The first fault strikes at 5 s.
RunFrame frame() {
  return {.warm = Time{0s},
          .length = Time{10s},
          .end = Time{60s},
          .operations = {"order.place", "mail.send"},
          .parts = {"service order", "service mail", "subscription mail.send"},
          .places = {"client", "service order", "service mail", "topic placed", "broker bus"},
          .faults = {{"order down", Time{5s}, Time{7s}}},
          .topics = {"placed"},
          .subscriptions = {{"mail.send", 0, 1}},
          .brokers = {broker}};
}

/// From the client to order.place.
PassageRecord attempt(Time started, Duration took, Outcome outcome = Outcome::succeeded) {
  return {.kind = SpanKind::call,
          .from = 0,
          .from_operation = none,
          .to = order,
          .to_operation = 0,
          .started = started,
          .ended = started + took,
          .outcome = outcome,
          .first = true};
}

/// What a course makes of these.
class Told {
 public:
  explicit Told(const std::vector<PassageRecord>& passages) {
    for (const auto& passage : passages) course.passage(passage);
  }

  double part(std::size_t number, PartColumn column, std::size_t bucket) {
    course.close();
    return course.value(number, column, bucket);
  }

  /// Of the only edge.
  double edge(EdgeColumn column, std::size_t bucket) {
    course.close();
    return course.tables().edges.at(0).at(2 + static_cast<std::size_t>(column) * 10 + bucket);
  }

  RunFrame run = frame();
  PartsCourse course{run, Time{5s}};
};

}  // namespace

TEST_CASE("An edge counts attempts in the bucket of their end, by outcome and retries") {
  auto retried = attempt(Time{2500ms}, 100ms, Outcome::rejected);
  retried.first = false;
  auto overtaken = attempt(Time{2500ms}, 200ms, Outcome::timed_out);
  overtaken.moot = true;
  Told told({attempt(Time{2s}, 100ms), attempt(Time{2s}, 200ms, Outcome::degraded), retried,
             overtaken, attempt(Time{1900ms}, 1s, Outcome::timed_out),
             attempt(Time{2800ms}, 150ms, Outcome::failed)});
  CHECK(told.edge(EdgeColumn::attempts, 2) == 6);
  CHECK(told.edge(EdgeColumn::degraded, 2) == 1);
  CHECK(told.edge(EdgeColumn::rejected, 2) == 1);
  CHECK(told.edge(EdgeColumn::timed_out, 2) == 1);
  CHECK(told.edge(EdgeColumn::failed, 2) == 1);
  CHECK(told.edge(EdgeColumn::overtaken, 2) == 1);
  CHECK(told.edge(EdgeColumn::retries, 2) == 1);
  CHECK(told.edge(EdgeColumn::attempts, 3) == 0);
}

TEST_CASE("Response times are those of usable answers, none without them") {
  std::vector<PassageRecord> passages;
  for (int i = 1; i <= 100; ++i) passages.push_back(attempt(Time{1s}, i * 1ms));
  passages.push_back(attempt(Time{1s}, 900ms, Outcome::failed));
  Told told(passages);
  CHECK(told.edge(EdgeColumn::response_p50, 1) == Approx(0.050).epsilon(1 / 128.0));
  CHECK(told.edge(EdgeColumn::response_p99, 1) == Approx(0.099).epsilon(1 / 128.0));
  CHECK(std::isnan(told.edge(EdgeColumn::response_p50, 2)));
}

TEST_CASE("The mean in flight is the time that attempts were under way in a bucket") {
  // From 0.5 s to 3.25 s: half of bucket 0, all of 1 and 2, a quarter of 3; one of 0.2 s in 3.
  Told told({attempt(Time{500ms}, 2750ms), attempt(Time{3100ms}, 200ms)});
  CHECK(told.edge(EdgeColumn::in_flight, 0) == Approx(0.5));
  CHECK(told.edge(EdgeColumn::in_flight, 1) == Approx(1));
  CHECK(told.edge(EdgeColumn::in_flight, 2) == Approx(1));
  CHECK(told.edge(EdgeColumn::in_flight, 3) == Approx(0.25 + 0.2));
  CHECK(told.edge(EdgeColumn::in_flight, 4) == 0);
}

TEST_CASE("An attempt that ends in the drain was in flight until the end, and counts nowhere") {
  Told told({attempt(Time{8500ms}, 20s)});
  CHECK(told.edge(EdgeColumn::in_flight, 8) == Approx(0.5));
  CHECK(told.edge(EdgeColumn::in_flight, 9) == Approx(1));
  CHECK(told.edge(EdgeColumn::attempts, 9) == 0);
}

TEST_CASE("A part is all edges that lead to it, a topic its broker's and its consumers' too") {
  auto published = attempt(Time{1s}, 10ms);
  published.from_operation = 0;
  published.to = topic;
  published.to_operation = none;
  auto consumed = attempt(Time{1s}, 30ms);
  consumed.from = topic;
  consumed.to = 2;
  consumed.to_operation = 1;
  auto from_mail = attempt(Time{1s}, 50ms);
  from_mail.from_operation = 1;
  Told told({published, consumed, attempt(Time{1s}, 40ms), from_mail});
  const auto attempts = [&](std::size_t part) { return told.part(part, PartColumn::attempts, 1); };
  CHECK(course_parts(told.run) == std::vector<std::string>{"service order", "service mail",
                                                           "topic placed", "broker bus",
                                                           "subscription mail.send"});
  CHECK(attempts(0) == 2);
  CHECK(attempts(1) == 1);
  CHECK(attempts(2) == 1);
  CHECK(attempts(3) == 1);
  CHECK(attempts(4) == 1);
  CHECK(told.part(0, PartColumn::response_p99, 1) == Approx(0.050).epsilon(1 / 128.0));
  CHECK(told.part(4, PartColumn::response_p50, 1) == Approx(0.030).epsilon(1 / 128.0));
  CHECK(told.part(4, PartColumn::in_flight, 1) == Approx(0.030));
}

TEST_CASE("What is sampled is averaged over a bucket, null where there was no sample") {
  Told told({});
  told.course.part({.place = order, .sampled = Time{2s}, .in_flight = 3, .up = 1});
  told.course.part(
      {.place = order, .sampled = Time{3s}, .in_flight = 5, .up = 2, .circuits = 4, .open = 1});
  told.course.level({.part = 0, .sampled = Time{3s}, .waiting = 7, .used = 250ms, .offered = 1s});
  told.course.lag({.subscription = 0, .sampled = Time{2500ms}, .lag = 2s});
  CHECK(told.part(0, PartColumn::in_flight, 1) == 3);
  CHECK(told.part(0, PartColumn::in_flight, 2) == 5);
  CHECK(told.part(0, PartColumn::waiting, 2) == 7);
  CHECK(told.part(0, PartColumn::utilisation, 2) == 0.25);
  CHECK(told.part(0, PartColumn::instances_up, 2) == 1);
  CHECK(told.part(0, PartColumn::instances_up, 3) == 2);
  CHECK(told.part(0, PartColumn::breakers_open, 3) == 0.25);
  CHECK(std::isnan(told.part(0, PartColumn::breakers_open, 2)));
  CHECK(told.part(4, PartColumn::lag, 2) == 2);
  CHECK(std::isnan(told.part(0, PartColumn::waiting, 5)));
}

TEST_CASE("Failures are noted from the first fault on, and what is slower than before it") {
  Told told({attempt(Time{1s}, 100ms), attempt(Time{2s}, 50ms, Outcome::failed),
             attempt(Time{5100ms}, 90ms), attempt(Time{5200ms}, 101ms),
             attempt(Time{5400ms}, 10ms, Outcome::failed)});
  CHECK(told.course.first_failure(0, 2).at == end_of_time);
  CHECK(told.course.first_slow(0, 5).at == Time{5301ms});
  CHECK(told.course.first_failure(0, 5).at == Time{5410ms});
}

TEST_CASE("A long run has at most 600 buckets, each some buckets of the series") {
  CHECK(course_buckets(Time{600s}).count() == 600);
  CHECK(course_buckets(Time{3600s}).count() == 600);
  CHECK(course_buckets(Time{3600s}).width_s(0) == 6);
  // The series of two hours has buckets of 2 s: 3600 of them, six in one.
  CHECK(course_buckets(Time{7200s}).width_s(0) == 12);
  CHECK(course_buckets(Time{601s}).count() == 301);
}
