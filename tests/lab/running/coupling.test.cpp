#include "lab/running/coupling.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

namespace {

using Need = Topology::Need;
using Part = Topology::Part;

/// shop calls bank; each asks a store, bank the one that `owner` owns.
Topology two_stores(const std::string& owner) {
  return {.design = "one",
          .nodes = {{"client", Part::client},
                    {"shop", Part::service},
                    {"bank", Part::service},
                    {"orders", Part::store, 1, "shop"},
                    {"accounts", Part::store, 1, owner}},
          .edges = {{0, 1, Need::blocking},
                    {1, 2, Need::blocking},
                    {1, 3, Need::blocking},
                    {2, 4, Need::optional}},
          .operations = {{.name = "shop.buy", .owner = 1, .stores = {3}, .calls = {1}},
                         {.name = "bank.pay", .owner = 2}}};
}

}  // namespace

TEST_CASE("A database is shared where a service asks it that does not own it, each told once") {
  CHECK(coupling_of(two_stores("bank")).shared_stores.empty());
  CHECK(coupling_of(two_stores("shop")).shared_stores == std::vector<std::string>{"accounts"});
  auto topology = two_stores("bank");
  topology.edges.push_back({1, 4, Need::blocking});
  topology.edges.push_back({2, 3, Need::blocking});
  topology.edges.push_back({2, 3, Need::optional});
  CHECK(coupling_of(topology).shared_stores == std::vector<std::string>{"accounts", "orders"});
}
