#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/scenario/validation/validation.hpp"

namespace faultline {

/// A small valid scenario: an order is stored and paid, by a call or through a topic.
inline constexpr std::string_view shop = R"({
  "faultline": 1, "title": "Shop", "question": "Who notices?",
  "run": { "length": "10min", "warmup": "1min" },
  "transaction": { "entry": "order.place", "effects": ["stored", "paid"], "deadline": "3s" },
  "workload": { "kind": "open", "arrivals": "200/s" },
  "services": { "order": { "workers": 32 }, "payment": {} },
  "stores": { "orders": { "owner": "order", "time": "3ms" } },
  "operations": {
    "payment.charge": [ { "work": "20ms" }, { "effect": "paid" } ]
  },
  "designs": {
    "rest": {
      "order.place": [ { "query": "orders" }, { "effect": "stored" },
        { "call": "payment.charge", "policies": [ { "kind": "timeout", "after": "1s" } ] } ]
    },
    "events": {
      "topics": { "created": {} },
      "order.place": [ { "query": "orders" }, { "effect": "stored" }, { "publish": "created" } ],
      "subscriptions": { "payment.charge": { "topic": "created", "consumers": 8 } }
    }
  },
  "faults": [ { "name": "down", "kind": "crash", "target": "payment", "at": "4min" } ],
  "expect": [ { "design": "rest", "measure": "availability", "during": "down", "at_most": 0.1 } ]
}
)";

/// The first text is replaced by the second, wherever it stands; it has to stand somewhere.
using Changes = std::vector<std::pair<std::string_view, std::string_view>>;

inline std::string shop_with(const Changes& changes) {
  std::string text(shop);
  for (const auto& [from, to] : changes) {
    auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    for (; at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  }
  return text;
}

/// All that is wrong with the shop after the changes; empty where it is valid.
inline std::string told(const Changes& changes) {
  auto document = parse_document(shop_with(changes), "shop.json");
  try {
    read_scenario(document);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

/// What is told of the design of events, without the place in the text.
inline std::string shortly(const std::string& text) {
  const auto at = text.find("/designs/events");
  return at == text.npos ? text : text.substr(at + 15);
}

}  // namespace faultline
