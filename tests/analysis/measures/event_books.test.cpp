#include "analysis/measures/event_books.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/collector.hpp"
#include "analysis/measures/measures.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// Warm-up to 10 s, arrivals to 20 s, one further window [12 s, 14 s).
RunFrame shop() {
  RunFrame frame{.warm = Time{10s}, .length = Time{20s}, .end = Time{60s}, .deadline = 1s};
  frame.windows = {{"middle", Time{12s}, Time{14s}}};
  return frame;
}

double measure(const Collector& collector, std::string_view key, std::size_t slice = 0) {
  return collector.summary().measures.at(slice).at(find_measure(key).value());
}

}  // namespace

TEST_CASE("What a design cannot have is no value, and not zero") {
  auto simple = shop();
  simple.without = {Incident::phantom};
  Collector collector(simple);
  CHECK(std::isnan(measure(collector, "phantom")));
  CHECK(std::isnan(measure(collector, "phantom", 1)));
  CHECK(measure(collector, "dual_write_lost") == 0);
  CHECK(std::isnan(measure(collector, "publish_wait_p99_s")));
  CHECK(std::isnan(measure(collector, "lag_max")));
}

TEST_CASE("Publishers held up count in the window in which they asked") {
  Collector collector(shop());
  for (int i = 0; i < 99; ++i) collector.publish({Time{13s}, 0ms});
  collector.publish({Time{13s}, 3s});
  collector.publish({Time{13s}, 4s});
  collector.publish({Time{14s}, 9s});
  CHECK(measure(collector, "publish_waits", 1) == 2 / 101.0);
  CHECK(measure(collector, "publish_wait_p99_s", 1) == Approx(3).epsilon(0.01));
}

TEST_CASE("Clients who follow up count in the window in which they were answered") {
  Collector collector(shop());
  CHECK(std::isnan(measure(collector, "never_known")));
  collector.follow_up({Time{13s}, 2s, true});
  collector.follow_up({Time{13s}, 5s, false});
  collector.follow_up({Time{13s}, 5s, false});
  collector.follow_up({Time{14s}, 9s, true});
  CHECK(measure(collector, "never_known", 1) == 2 / 3.0);
  CHECK(measure(collector, "known_p50_s", 1) == Approx(2).epsilon(0.01));
  CHECK(measure(collector, "known_p99_s", 1) == Approx(2).epsilon(0.01));
}

TEST_CASE("The longest rebuild begun in a window counts, and without one there is no value") {
  Collector collector(shop());
  CHECK(std::isnan(measure(collector, "rebuild_max_s")));
  collector.rebuild({Time{13s}, 2s});
  collector.rebuild({Time{13s}, 1s});
  collector.rebuild({Time{14s}, 9s});
  CHECK(measure(collector, "rebuild_max_s", 1) == 2);
}

TEST_CASE("Consumers of all groups are added up at each sample, and averaged over the samples") {
  auto frame = shop();
  frame.parts = {"subscription bank.pay", "subscription mail.send"};
  Collector collector(frame);
  CHECK(std::isnan(measure(collector, "consumers")));
  const auto sample = [&](int part, Time at, int consumers) {
    LevelRecord record{static_cast<std::uint32_t>(part), at, 0, 0};
    record.consumers = consumers;
    collector.level(record);
  };
  sample(0, Time{13s}, 2);
  sample(1, Time{13s}, 3);
  sample(0, Time{14s}, 6);
  sample(1, Time{14s}, 3);
  CHECK(measure(collector, "consumers") == 7);
}

TEST_CASE("The books of events stand by topic and by subscription") {
  auto books = shop();
  books.topics = {"sales", "news"};
  books.subscriptions = {{"bank.pay", 1}};
  Collector collector(books);
  collector.topic({1, 10, 2, 3});
  collector.subscription({0, 16, 5, 1, 2, 3, 1, 4});
  const auto found = unpack(pack(collector.summary()));
  CHECK(found.topics == BookTable{{0, 0, 0}, {10, 2, 3}});
  CHECK(found.subscriptions == BookTable{{16, 5, 1, 2, 3, 1, 4}});
}
