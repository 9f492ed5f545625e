#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// When each request was answered, and how.
struct Answers {
  explicit Answers(const Setup& setup) {
    const auto seen = told(setup, [](const Ledger& ledger) {
      std::vector<double> all;
      for (const auto& one : ledger.transactions) {
        all.push_back(faultline::response_s(one));
        all.push_back(static_cast<double>(one.outcome));
      }
      return all;
    });
    for (std::size_t i = 0; i < seen.size(); i += 2) {
      response_s.push_back(seen[i]);
      outcomes.push_back(static_cast<Outcome>(seen[i + 1]));
    }
  }
  std::vector<double> response_s;
  std::vector<Outcome> outcomes;
};

/// A request each second, and this fault at "a".
Setup struck(const std::string& work, const std::string& fault, const std::string& service = "") {
  Setup setup{.length = "20500ms"};
  setup.services = R"("a": { )" + service + " }";
  setup.operations = R"("a.run": [ { "work": ")" + work + R"(" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "fault", "target": "a", )" + fault + " }";
  return setup;
}

double share_of(const std::vector<Outcome>& outcomes, Outcome outcome) {
  return static_cast<double>(std::ranges::count(outcomes, outcome)) /
         static_cast<double>(outcomes.size());
}

}  // namespace

TEST_CASE("hang: what it had or accepted is aborted at its end, what comes later is answered") {
  // Requests at 1, 2, ... 20 s; those from 5 s to 9 s are accepted while it hangs.
  const Answers answers(struck("100ms", R"("kind": "hang", "at": "4050ms", "for": "5s")"));
  for (std::size_t i = 0; i < answers.outcomes.size(); ++i) {
    const auto arrived = static_cast<double>(i + 1);
    const bool hung = arrived >= 4 && arrived <= 9;  // the one of 4 s was being worked on
    CHECK(answers.outcomes[i] == (hung ? Outcome::failed : Outcome::succeeded));
    CHECK(answers.response_s[i] == Approx(hung ? 9.05 - arrived : 0.1));
  }
}

TEST_CASE("reset: only what is under way at that instant fails") {
  const Answers answers(struck("100ms", R"("kind": "reset", "at": "7050ms", "for": "5s")"));
  for (std::size_t i = 0; i < answers.outcomes.size(); ++i)
    CHECK(answers.outcomes[i] == (i == 6 ? Outcome::failed : Outcome::succeeded));
}

TEST_CASE("cpu_stress: what is left of the cores is shared by the work under way") {
  // One request at a time on 2 cores, of which 1.5 are taken: it is served at half of a core.
  const Answers answers(struck("100ms",
                               R"("kind": "cpu_stress", "cores": 1.5, "at": "9500ms", "for": "5s")",
                               R"("cores": 2)"));
  for (std::size_t i = 0; i < answers.response_s.size(); ++i)
    CHECK(answers.response_s[i] == Approx(i >= 9 && i < 14 ? 0.2 : 0.1));
}

TEST_CASE("memory_leak: it is killed each time that the limit is reached, and started again") {
  auto setup = struck("1ms", R"("kind": "memory_leak", "limit": "90KiB", "per_second": "10KiB",
    "restart": "1s", "at": "0s")");
  setup.length = "1000s";
  setup.arrivals = poisson_at(20);
  // Up for 9 s, down for 1 s, from which on its memory is empty again.
  const auto failed = told(setup, [](const Ledger& ledger) {
    return std::vector{ledger.count(Outcome::failed) /
                       static_cast<double>(ledger.transactions.size())};
  })[0];
  CHECK(failed == Approx(0.1).margin(4 * std::sqrt(0.09 / 20000)));
}

TEST_CASE("memory_leak: by request it is killed after as many as fit into the limit") {
  const Answers answers(struck("1ms", R"("kind": "memory_leak", "limit": "10KiB",
    "per_request": "3KiB", "restart": "1500ms", "at": "0s")"));
  // After 4 attempts it is down for 1.5 s, in which one request comes.
  for (std::size_t i = 0; i < answers.outcomes.size(); ++i)
    CHECK(answers.outcomes[i] == (i % 5 == 4 ? Outcome::failed : Outcome::succeeded));
}

TEST_CASE("throttle: in a time t it lets burst + rate * t through and rejects the others") {
  auto setup = struck("1ms", R"("kind": "throttle", "rate": "10/s", "burst": 5,
    "retry_after": "7s", "at": "0s")");
  setup.length = "100s";
  setup.arrivals = R"({ "kind": "constant", "rate": "50/s" })";
  const Answers answers(setup);
  CHECK(share_of(answers.outcomes, Outcome::succeeded) ==
        Approx((5 + 10 * 100) / 5000.0).margin(2 / 5000.0));
  CHECK(share_of(answers.outcomes, Outcome::rejected) ==
        Approx(1 - share_of(answers.outcomes, Outcome::succeeded)));
}

TEST_CASE("A ramp grows in twenty steps to the full strength and fades before the end") {
  // Errors with a rate from 0 to 1 in 100 s, 1 for 100 s, and back to 0 in 100 s.
  auto setup = struck("1ms", R"("kind": "errors", "rate": 1, "at": "100s", "for": "300s",
    "ramp_up": "100s", "ramp_down": "100s")");
  setup.length = "500s";
  setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
  const Answers answers(setup);
  const auto failed = [&](std::size_t from_s, std::size_t to_s) {
    const std::vector part(answers.outcomes.begin() + static_cast<std::ptrdiff_t>(from_s * 100),
                           answers.outcomes.begin() + static_cast<std::ptrdiff_t>(to_s * 100));
    return share_of(part, Outcome::failed);
  };
  CHECK(failed(0, 99) == 0);
  CHECK(failed(110, 120) == Approx(0.15).margin(0.05));
  CHECK(failed(100, 200) == Approx(0.5).margin(0.03));
  CHECK(failed(201, 299) == 1);
  CHECK(failed(380, 390) == Approx(0.15).margin(0.05));
  CHECK(failed(401, 499) == 0);
}
