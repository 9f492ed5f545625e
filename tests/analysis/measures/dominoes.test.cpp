#include "analysis/measures/dominoes.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/measures/struck.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t shop = 0;
constexpr std::size_t payment = 1;
constexpr std::size_t mail = 2;

double value(const std::vector<double>& row, std::string_view column) {
  const auto found = std::ranges::find(domino_columns, column);
  return row.at(static_cast<std::size_t>(found - domino_columns.begin()));
}

RunFrame frame() {
  auto frame = struck("payment down");
  frame.places = {"client", "service shop", "service payment", "service mail"};
  frame.operations = {"shop.buy", "payment.charge", "mail.send"};
  return frame;
}

/// What becomes of one request in each second, at the three parts.
struct Second {
  Duration at_shop = 20ms;
  Duration at_payment = 10ms;
  int attempts_at_payment = 1;
  bool payment_fails = false;
};

/// 100 s at 10 requests per second; the parts' rows.
template <class Of>
std::vector<std::vector<double>> played(Of of) {
  const auto run = frame();
  PartsCourse course(run, run.faults.front().from);
  std::vector<PassageRecord> all;
  for (int i = 0; i < 1000; ++i) {
    const Time arrived{i * Duration{100ms}};
    const Second now = of(arrived);
    const auto pass = [&](std::uint16_t to, Duration took, Outcome outcome, bool first) {
      all.push_back({.kind = SpanKind::call,
                     .from = static_cast<std::uint16_t>(to == 1 ? 0 : 1),
                     .from_operation = to == 1 ? SpanRecord::no_operation : 0,
                     .to = to,
                     .to_operation = to - 1U,
                     .started = arrived,
                     .ended = arrived + took,
                     .outcome = outcome,
                     .first = first});
    };
    pass(1, now.at_shop, Outcome::succeeded, true);
    for (int attempt = 0; attempt < now.attempts_at_payment; ++attempt)
      pass(2, now.at_payment, now.payment_fails ? Outcome::failed : Outcome::succeeded,
           attempt == 0);
    pass(3, 5ms, Outcome::succeeded, true);
  }
  std::ranges::stable_sort(all, {}, &PassageRecord::ended);
  for (const auto& passage : all) course.passage(passage);
  course.close();
  return dominoes(run, course);
}

bool struck_now(Time at) { return at >= Time{40s} && at < Time{50s}; }

}  // namespace

TEST_CASE("Dominoes: who fails falls first, who is late behind it falls next, others never") {
  const auto rows = played([](Time at) {
    if (!struck_now(at)) return Second();
    return Second{.at_shop = 300ms, .payment_fails = true};
  });
  CHECK(value(rows[payment], "position") == 1);
  CHECK(value(rows[payment], "by_failures") == 1);
  CHECK(value(rows[payment], "left_after_s") == Approx(0.010));
  CHECK(value(rows[shop], "position") == 2);
  CHECK(value(rows[shop], "by_slowness") == 1);
  CHECK(value(rows[shop], "by_failures") == 0);
  CHECK(value(rows[shop], "left_after_s") == Approx(0.300));
  CHECK(value(rows[mail], "touched") == 0);
  CHECK(std::isnan(value(rows[mail], "left_after_s")));
  CHECK(std::isnan(value(rows[mail], "position")));
}

TEST_CASE("Dominoes: the amplification at a hop is its attempts per first attempt") {
  const auto rows = played([](Time at) {
    return Second{.attempts_at_payment = struck_now(at) ? 3 : 1, .payment_fails = struck_now(at)};
  });
  CHECK(value(rows[payment], "amplification") == Approx(3));
  CHECK(value(rows[payment], "amplification_before") == Approx(1));
  CHECK(value(rows[shop], "amplification") == Approx(1));
}

TEST_CASE("Dominoes: one odd instant is no fall") {
  const auto rows = played(
      [](Time at) { return Second{.at_payment = at == Time{45s} ? Duration{200ms} : 10ms}; });
  CHECK(value(rows[payment], "touched") == 0);
}

TEST_CASE("Dominoes: nothing is known without a steady state before the fault") {
  auto run = frame();
  run.warm = Time{38s};
  PartsCourse course(run, run.faults.front().from);
  course.close();
  for (const auto& row : dominoes(run, course)) CHECK(std::isnan(value(row, "touched")));
}
