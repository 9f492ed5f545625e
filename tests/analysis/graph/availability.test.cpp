#include "analysis/graph/availability.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace faultline;

namespace {

using Part = Topology::Part;
using What = Plan::What;

Plan call(const std::string& service) { return {.what = What::call, .target = service + ".get"}; }

/// The operations that a plan always calls, numbered as the services.
void list_calls(const Plan& plan, std::vector<int>& calls) {
  if (plan.what == What::one_of || plan.need > 0) return;
  if (plan.what == What::call) calls.push_back(std::stoi(plan.target.substr(1)));
  for (const auto& part : plan.parts) list_calls(part, calls);
}

void give(Topology::Operation& operation, const Plan& plan) {
  operation.plan = {.parts = {plan}};
  list_calls(plan, operation.calls);
}

/// s0.get has this plan; s1.get, s2.get ... have none.
Topology asking(const Plan& plan, const std::vector<double>& availabilities) {
  Topology topology;
  topology.nodes.push_back({"client", Part::client});
  for (std::size_t i = 0; i < availabilities.size(); ++i) {
    const auto name = "s" + std::to_string(i);
    topology.nodes.push_back({name, Part::service, availabilities[i]});
    topology.operations.push_back({.name = name + ".get", .owner = static_cast<int>(i) + 1});
  }
  give(topology.operations[0], plan);
  return topology;
}

Availability of_first(const Topology& topology) {
  return availabilities_of(topology, needed_in(topology))[0];
}

/// The probability that a request succeeds where all else is as `up` says, by the plan's meaning.
double succeeds(const Topology& topology, const Plan& plan, const std::vector<bool>& up) {
  if (plan.what == What::call) {
    for (std::size_t i = 0; i < topology.operations.size(); ++i)
      if (topology.operations[i].name == plan.target) {
        const auto& needs = topology.operations[i];
        return up[static_cast<std::size_t>(needs.owner)] ? succeeds(topology, needs.plan, up) : 0;
      }
    return 1;
  }
  double all = 1;
  double sum = 0;
  std::vector<double> each;
  for (const auto& part : plan.parts) {
    each.push_back(succeeds(topology, part, up));
    all *= each.back();
    sum += part.times * each.back();
  }
  if (plan.what == What::one_of) return sum;
  if (plan.what != What::at_once || plan.need == 0) return all;
  double enough = 0;
  for (unsigned set = 0; set < 1U << each.size(); ++set) {
    double probability = 1;
    std::size_t count = 0;
    for (std::size_t i = 0; i < each.size(); ++i) {
      const bool in = (set >> i & 1) != 0;
      count += in ? 1 : 0;
      probability *= in ? each[i] : 1 - each[i];
    }
    if (count >= plan.need) enough += probability;
  }
  return enough;
}

/// Over all states of all parts.
double by_enumeration(const Topology& topology) {
  double sum = 0;
  const auto parts = topology.nodes.size();
  for (unsigned set = 0; set < 1U << (parts - 1); ++set) {
    std::vector<bool> up(parts, true);
    double probability = 1;
    for (std::size_t i = 1; i < parts; ++i) {
      up[i] = (set >> (i - 1) & 1) != 0;
      const auto availability = topology.nodes[i].availability;
      probability *= up[i] ? availability : 1 - availability;
    }
    const auto& first = topology.operations[0];
    if (up[static_cast<std::size_t>(first.owner)])
      sum += probability * succeeds(topology, first.plan, up);
  }
  return sum;
}

class RandomPlans {
 public:
  explicit RandomPlans(unsigned seed) : random_(seed) {}

  /// Operations call only those behind them.
  Topology topology() {
    const int n = draw(2, 7);
    std::vector<double> availabilities;
    for (int i = 0; i < n; ++i) availabilities.push_back(draw(50, 99) / 100.0);
    auto topology = asking({}, availabilities);
    for (int i = 0; i + 1 < n; ++i) give(topology.operations[i], plan(i + 1, n, 2));
    return topology;
  }

 private:
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  Plan plan(int first, int n, int depth) {
    if (depth == 0 || draw(0, 3) == 0) return call("s" + std::to_string(draw(first, n - 1)));
    Plan plan;
    const int parts = draw(1, 3);
    for (int i = 0; i < parts; ++i) plan.parts.push_back(this->plan(first, n, depth - 1));
    const int shape = draw(0, 2);
    if (shape == 1) {
      plan.what = What::at_once;
      plan.need = static_cast<std::size_t>(draw(0, parts - 1));
    } else if (shape == 2) {
      plan.what = What::one_of;
      for (auto& part : plan.parts) part = {.times = 1.0 / parts, .parts = {part}};
    }
    return plan;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("two of three at 0.9 each are up with 3 * 0.9^2 * 0.1 + 0.9^3") {
  const Plan plan{.what = What::at_once, .need = 2, .parts = {call("s1"), call("s2"), call("s3")}};
  const auto [low, high] = of_first(asking(plan, {0.99, 0.9, 0.9, 0.9}));
  CHECK(low == high);
  CHECK(high == Approx(0.99 * (3 * 0.81 * 0.1 + 0.729)).epsilon(1e-12));
}

TEST_CASE("one way of two, taken three times of four, is as available as their mean") {
  const Plan plan{.what = What::one_of,
                  .parts = {{.times = 0.75, .parts = {call("s1")}}, {.times = 0.25}}};
  CHECK(of_first(asking(plan, {1, 0.8})).high == Approx(0.75 * 0.8 + 0.25).epsilon(1e-12));
}

TEST_CASE("two ways over the same part are no better than that part") {
  const Plan plan{.what = What::at_once, .need = 1, .parts = {call("s1"), call("s1")}};
  CHECK(of_first(asking(plan, {1, 0.9})).high == Approx(0.9).epsilon(1e-12));
}

TEST_CASE("availability is the sum over all states, in random systems") {
  RandomPlans plans(6);
  for (int i = 0; i < 300; ++i) {
    auto topology = plans.topology();
    const auto [low, high] = of_first(topology);
    REQUIRE(low == high);
    REQUIRE(high == Approx(by_enumeration(topology)).epsilon(1e-9));
  }
}

TEST_CASE("what is too large to be exact has bounds, and the truth between them") {
  constexpr int n = 60;
  Plan plan{.what = What::at_once, .need = n / 2, .parts = {}};
  std::vector<double> availabilities(n + 1, 0.9);
  for (int i = 1; i <= n; ++i) plan.parts.push_back(call("s" + std::to_string(i)));
  const auto [low, high] = of_first(asking(plan, availabilities));
  CHECK(low < high);
  CHECK(low >= 0);
  CHECK(high <= 0.9);
  CHECK(high > 0.8);  // thirty of sixty at 0.9 are up all but surely, so that s0 alone counts
}
