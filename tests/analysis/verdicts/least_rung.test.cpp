#include "analysis/verdicts/least_rung.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace faultline;

namespace {

/// Something that happens from a rung on, of which the cheap answers are wrong by some rungs.
struct Planted {
  std::size_t topmost;
  std::size_t border;
  int error = 0;
  std::size_t guess = 5;
  std::set<std::size_t> decided = {};

  std::optional<std::size_t> found() {
    return least_rung(
        topmost, guess,
        [&](std::size_t rung) {
          return static_cast<int>(rung) >= static_cast<int>(border) + error;
        },
        [&](std::size_t rung) {
          decided.insert(rung);
          return rung >= border;
        });
  }
};

}  // namespace

TEST_CASE("The rungs are preferred numbers, and the topmost is what was asked for") {
  CHECK(ladder(0.01, 0.02) == std::vector<double>{0.01, 0.016, 0.02});
  CHECK(ladder(1.25, 10) == std::vector<double>{1.6, 2.5, 4, 6.3, 10});
  CHECK(ladder(40, 60) == std::vector<double>{40, 60});
  CHECK(ladder(5, 5) == std::vector<double>{5});
}

TEST_CASE("The least rung is found wherever it is") {
  for (std::size_t topmost = 0; topmost < 12; ++topmost)
    for (std::size_t border = 0; border <= topmost; ++border)
      for (std::size_t guess = 0; guess <= 12; ++guess) {
        Planted planted{.topmost = topmost, .border = border, .guess = guess};
        CHECK(planted.found() == border);
        CHECK(planted.decided.size() <= 2);
      }
}

TEST_CASE("The least rung is the sure one, however wrong the cheap answers are") {
  for (std::size_t border = 0; border <= 10; ++border)
    for (int error = -11; error <= 11; ++error)
      CHECK(Planted{.topmost = 10, .border = border, .error = error}.found() == border);
}

TEST_CASE("The search for the least rung asks for one answer at a time") {
  std::vector<std::size_t> asked;
  const auto unknown = [&](std::size_t rung) -> std::optional<bool> {
    asked.push_back(rung);
    return std::nullopt;
  };
  CHECK_FALSE(least_rung(8, 3, unknown, unknown));
  CHECK(asked == std::vector<std::size_t>{3});
}

TEST_CASE("A good guess spares most of the cheap answers") {
  std::vector<std::size_t> asked;
  const auto quick = [&](std::size_t rung) -> std::optional<bool> {
    asked.push_back(rung);
    return rung >= 30;
  };
  CHECK(least_rung(38, 30, quick, [](std::size_t rung) { return rung >= 30; }) == 30);
  CHECK(asked == std::vector<std::size_t>{30, 29});
}
