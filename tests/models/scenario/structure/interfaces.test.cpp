#include "models/scenario/structure/interfaces.hpp"

#include <fmt/format.h>

#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

/// "payment offers operation payment.charge to order", one a line; "!" marks who depends on any
/// change.
std::string offered(const Changes& changes, const std::string& design) {
  auto document = parse_document(shop_with(changes), "shop.json");
  const auto scenario = read_scenario(document);
  const auto found = interfaces_of(scenario, find_entry(scenario.designs, design)->value);
  std::string text;
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const auto& one : found[i]) {
      text += fmt::format("{} of {}:", one.name, scenario.services[i].name);
      for (const auto& [service, strict] : one.dependents)
        text += fmt::format(" {}{}", scenario.services[service].name, strict ? "!" : "");
      text += "\n";
    }
  return text;
}

constexpr std::string_view publish = R"({ "publish": "created" })";
constexpr std::string_view charge = R"([ { "work": "20ms" }, { "effect": "paid" } ])";

/// The event has a contract, which payment reads.
std::string by_contract(const std::string& compatibility, const std::string& style) {
  const auto parse =
      fmt::format(R"([ {{ "parse": "placed", "reader": "{}" }}, {{ "effect": "paid" }} ])", style);
  const auto contracts = fmt::format(
      R"("contracts": {{ "placed": {{ "owner": "order", "fields": ["id"],
           "compatibility": "{}" }} }}, "faults": [)",
      compatibility);
  return offered({{publish, R"({ "publish": "created", "contract": "placed" })"},
                  {charge, parse},
                  {R"("faults": [)", contracts}},
                 "events");
}

}  // namespace

TEST_CASE("Interfaces: who calls an operation depends on it, and through a topic nobody") {
  CHECK(offered({}, "rest") == "operation payment.charge of payment: order\n");
  CHECK(offered({}, "events") == "");
}

TEST_CASE("Interfaces: a store that others use belongs to its owner and to all who write it") {
  const auto reading = R"([ { "query": "orders" }, { "effect": "paid" } ])";
  const auto writing = R"([ { "query": "orders", "write": true }, { "effect": "paid" } ])";
  CHECK(offered({{charge, reading}}, "events") == "store orders of order: payment\n");
  CHECK(offered({{charge, writing}}, "events") ==
        "store orders of order: payment\nstore orders of payment: order\n");
}

TEST_CASE("Interfaces: a reader depends on a format by its style and by the registry") {
  const std::string needed = "contract placed of order: payment\n";
  const std::string always = "contract placed of order: payment!\n";
  const std::string never = "contract placed of order:\n";
  for (const auto* style : {"tolerant", "upcasting"}) {
    CHECK(by_contract("none", style) == needed);
    CHECK(by_contract("backward", style) == needed);
    CHECK(by_contract("forward", style) == never);
    CHECK(by_contract("full", style) == never);
  }
  for (const auto* compatibility : {"none", "backward", "forward", "full"})
    CHECK(by_contract(compatibility, "strict") == always);
}

TEST_CASE("Interfaces: where the reader owns the format, its writer depends on it") {
  const auto owned = [](const std::string& compatibility, const std::string& style) {
    const auto parse = fmt::format(
        R"([ {{ "parse": "placed", "reader": "{}" }}, {{ "effect": "paid" }} ])", style);
    const auto contracts = fmt::format(
        R"("contracts": {{ "placed": {{ "owner": "payment", "fields": ["id"],
             "compatibility": "{}" }} }}, "faults": [)",
        compatibility);
    return offered(
        {{R"("call": "payment.charge",)", R"("call": "payment.charge", "contract": "placed",)"},
         {charge, parse},
         {R"("faults": [)", contracts}},
        "rest");
  };
  // The contract stands for the call, which is no interface of its own any more.
  CHECK(owned("none", "tolerant") == "contract placed of payment: order\n");
  CHECK(owned("forward", "tolerant") == "contract placed of payment: order\n");
  CHECK(owned("backward", "tolerant") == "contract placed of payment:\n");
  CHECK(owned("none", "upcasting") == "contract placed of payment:\n");
  CHECK(owned("full", "strict") == "contract placed of payment: order!\n");
}
