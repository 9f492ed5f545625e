#include <fmt/format.h>

#include <algorithm>

#include "models/instances/mentions.hpp"
#include "models/policies/policy.hpp"
#include "models/scenario/legal.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"

namespace faultline {

namespace {

/// What the names in one design may be.
struct LegalNames {
  LegalNames(const Scenario& scenario, const Outline& outline, const std::string& design)
      : services("service", names_in(scenario.services)),
        stores("store", names_in(scenario.stores)),
        caches("cache", names_in(scenario.caches)),
        effects("effect of the transaction", names_in(scenario.transaction.effects)),
        classes("request class", names_in(scenario.workload->classes())),
        contracts("contract", names_in(scenario.contracts)),
        operations(of("operation", design), names_in(outline.operations)),
        topics(of("topic", design), names_in(outline.design->topics)),
        projections(of("projection", design), names_in(outline.design->projections)) {}

  Legal services;
  Legal stores;
  Legal caches;
  Legal effects;
  Legal classes;
  Legal contracts;
  Legal operations;
  Legal topics;
  Legal projections;

 private:
  static std::string of(const char* what, const std::string& design) {
    return fmt::format("{} of design \"{}\"", what, design);
  }
};

void check_operation_name(const std::string& name, const Place& place, const Scenario& scenario,
                          const Legal& services, Problems& problems) {
  const auto service = service_in(name);
  const auto dots = std::count(name.begin(), name.end(), '.');
  if (dots != 1 || service.empty() || name.ends_with('.'))
    return problems.add_loose(place, fmt::format("\"{}\" is not a \"service.operation\"", name));
  if (find_entry(scenario.services, service)) return;
  problems.add_loose(place,
                     fmt::format("\"{}\" belongs to no service: {}", name, services.told(service)));
}

void check_mentions(const Mentions& mentions, const LegalNames& legal, Problems& problems) {
  for (const auto& call : mentions.calls) legal.operations.expect(call.operation, problems);
  for (const auto& query : mentions.queries) legal.stores.expect(query.store, problems);
  legal.caches.expect_all(mentions.caches, problems);
  for (const auto* copies : {&mentions.reads, &mentions.projects})
    for (const auto& copy : *copies) legal.projections.expect(copy.projection, problems);
  legal.topics.expect_all(mentions.publishes, problems);
  legal.effects.expect_all(mentions.effects, problems);
  legal.effects.expect_all(mentions.told, problems);
  legal.effects.expect_all(mentions.named_effects, problems);
  legal.classes.expect_all(mentions.classes, problems);
  legal.contracts.expect_all(mentions.writes_contracts, problems);
  for (const auto& parse : mentions.parses) legal.contracts.expect(parse.contract, problems);
}

void check_transaction(const Scenario& scenario, const LegalNames& legal, Problems& problems) {
  const auto& transaction = scenario.transaction;
  legal.operations.expect(transaction.entry, problems);
  Mentions client;
  mention_all(transaction.policies, transaction.entry, transaction.sizes, client);
  for (const auto& call : client.calls) legal.operations.expect(call.operation, problems);
  if (const auto& follow_up = transaction.follow_up) {
    legal.effects.expect(follow_up->until, problems);
    if (follow_up->ask) legal.operations.expect(*follow_up->ask, problems);
  }
  for (const auto& entry : scenario.workload->classes())
    if (entry.value.entry) legal.operations.expect(*entry.value.entry, problems);
}

}  // namespace

void check_names(const Scenario& scenario, const Outline& outline, const std::string& design,
                 Problems& problems) {
  const LegalNames legal(scenario, outline, design);
  for (const auto& item : outline.operations) {
    check_operation_name(item.name, item.place, scenario, legal.services, problems);
    check_mentions(item.mentions, legal, problems);
  }
  check_transaction(scenario, legal, problems);
  for (const auto& [name, place, subscription] : outline.design->subscriptions) {
    legal.operations.expect({name, place}, problems);
    legal.topics.expect_all(subscription.topics, problems);
    legal.topics.expect_all(subscription.fed(), problems);
  }
  for (const auto& [name, place, projection] : outline.design->projections) {
    legal.topics.expect(projection.of, problems);
    legal.services.expect(projection.owner, problems);
  }
  for (const auto& [name, place, capture] : outline.design->captures) {
    legal.stores.expect({name, place}, problems);
    legal.topics.expect(capture.topic, problems);
  }
}

}  // namespace faultline
