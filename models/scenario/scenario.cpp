#include "models/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/instances/mentions.hpp"
#include "models/scenario/changeable.hpp"
#include "models/scenario/placing.hpp"
#include "sim/language/among.hpp"

namespace faultline {

void RunSettings::fields(Fields& f) {
  f("length", length, {.says = "when arrivals and measurement end", .positive = true});
  f("warmup", warmup, {.says = "arrivals before this are not measured", .at_least = 0});
  f("drain", drain,
    {.says = "longest time after the end in which work in progress may finish", .at_least = 0});
  f("seed", seed, {.says = "seed of all random draws", .at_least = 0});
  f("replications", replications,
    {.says = "independent replications; intervals need at least two",
     .at_least = 1,
     .at_most = 100000});
  if (f.sound() && warmup >= length)
    f.problems().add(f.place_of("warmup"), "\"warmup\" leaves nothing of \"length\" to measure");
}

void SagaSettings::fields(Fields& f) {
  f("within", within,
    {.says =
         "a transaction with only some of its effects this long after its arrival counts as stuck",
     .positive = true,
     .required = true});
}

void TransactionSettings::fields(Fields& f) {
  f("entry", entry, {.says = "the operation that the client calls", .required = true});
  f("effects", effects,
    {.says = "the effects that make the transaction complete", .required = true});
  f("deadline", deadline,
    {.says = "a success after the deadline does not count as goodput", .positive = true});
  f("policies", policies, {.says = "the policies around the client's call, outermost first"});
  f("request", sizes.request, {.says = "size of the client's request", .at_least = 0});
  f("response", sizes.response, {.says = "size of the response", .at_least = 0});
  f("host", host, {.says = "the client's host; by default the host \"client\", or the only one"});
  f("follow_up", follow_up, {.says = "how the client learns the outcome of an accepted request"});
  f("saga", saga,
    {.says = "marks the transaction as a saga: all of its effects or none, within a time"});
  if (f.sound() && (effects.empty() || effects.size() > 32))
    f.problems().add_unread(f.place_of("effects"), "\"effects\" must have 1 to 32 entries");
}

void CacheSettings::fields(Fields& f) {
  f("owner", owner, {.says = "the service that fills it", .required = true});
  f("connections", connections,
    {.says = "look-ups that run at once at one node; more wait",
     .at_least = 1,
     .at_most = 1000000});
  f("nodes", nodes,
    {.says = "number of nodes; a hash of the key chooses the node",
     .at_least = 1,
     .at_most = 1000});
  f("time", time, {.says = "service time of a look-up; 0.5ms by default"});
  if (f.reading() && !time) time = always(std::chrono::microseconds(500));
  f("entries", rules.entries,
    {.says = "keys that one node holds; the least recently used is evicted first",
     .at_least = 1,
     .at_most = 1e9});
  f("ttl", rules.ttl,
    {.says = "time to live: how long an entry is fresh; unlimited by default", .positive = true});
  f("ttl_jitter", rules.ttl_jitter,
    {.says = "greatest share by which the ttl of an entry is shortened at random",
     .at_least = 0,
     .at_most = 1});
  f("coalesce", rules.coalesce,
    {.says = "whether one of several concurrent misses of a key loads it for all"});
  f("stale_for", rules.stale_for,
    {.says = "how long after its ttl an entry is still served while it is loaded again",
     .at_least = 0});
  location.declare_host(f);
  f("hosts", location.hosts, {.says = "or the hosts of its nodes, in turn"});
  location.declare_placement(f);
  location.declare_labels(f);
  location.check(f);
}

void DesignSettings::fields(Fields& f) {
  f("brokers", brokers, {.says = "the brokers of this design, by name"});
  f("topics", topics, {.says = "the topics of this design, by name"});
  f("subscriptions", subscriptions,
    {.says = "which operations consume events, by \"service.operation\""});
  f("projections", projections, {.says = "local copies of data that others own, by name"});
  f("captures", captures,
    {.says = "the stores whose changes are published (change data capture), by name"});
  f("releases", releases, {.says = "the releases that only this design has"});
  f("shipping", shipping, {.says = "how changes go to production, where there is a \"delivery\""});
  f.others(operations, {.says = "the steps of this operation in this design"});
}

void ExpectationSettings::fields(Fields& f) {
  f("design", design, {.says = "the design to which it applies; every design by default"});
  f("measure", measure, {.says = "the key of the measure", .required = true});
  declare(f);
  declare_bounds(
      f, {"lowest mean that meets the expectation", "highest mean that meets the expectation"});
  check_bounds(f, "an expectation");
  if (f.sound()) check(f);
}

namespace {

/// It is printed as it is, on terminals too.
void check_title(const std::string& title, Fields& f) {
  const auto control = [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; };
  if (title.empty()) f.problems().add(f.place_of("title"), "\"title\" must not be empty");
  if (std::ranges::any_of(title, control))
    f.problems().add(f.place_of("title"),
                     "\"title\" must not contain line breaks or control characters");
}

}  // namespace

void Scenario::fields(Fields& f) {
  f("$schema", schema, {.says = "path of the JSON Schema, for editors"});
  f("faultline", version,
    {.says = "version of the scenario language", .at_least = 1, .at_most = 1, .required = true});
  f("title", title, {.says = "a short title", .required = true});
  f("question", question, {.says = "the question that the scenario answers", .required = true});
  f("run", run, {.says = "length, replications and seed of the runs"});
  f("transaction", transaction, {.says = "the business transaction", .required = true});
  f("workload", workload, {.says = "the requests that arrive, and when", .required = true});
  f("network", network,
    {.says = "whether messages share bandwidth (flows) or are only delayed (latency)"});
  f("cpu", cpu,
    {.says = "whether all that stands on a host shares its cores (shared) or each worker has its "
             "own, apart from services with \"cores\" (own)"});
  f("platform", platform,
    {.says = "hosts, zones and links; by default one local network with 0.25ms and 1Gbps"});
  f("services", services, {.says = "the services, by name", .required = true});
  f("stores", stores, {.says = "the databases, by name"});
  f("caches", caches, {.says = "the caches, by name"});
  f("operations", operations,
    {.says = "the steps of each operation, the same in every design, by \"service.operation\""});
  f("designs", designs, {.says = "the designs that are compared, by name", .required = true});
  f("faults", faults, {.says = "the faults that are injected"});
  f("workflows", workflows, {.says = "faults in sequence and side by side, by name"});
  f("monkey", monkey, {.says = "draws faults from a menu, within a budget"});
  f("changes", changes, {.says = "settings that change during the run"});
  f("contracts", contracts, {.says = "the formats of calls and events, by name"});
  f("releases", releases, {.says = "the releases of services during the run"});
  f("delivery", delivery,
    {.says = "teams that change the services in the course of months, apart from all requests"});
  f("hypothesis", hypothesis,
    {.says = "what is true while nothing is wrong, checked before, during and after the faults"});
  f("abort", abort, {.says = "when all faults are rolled back before their time"});
  f("expect", expect, {.says = "the results that are expected"});
  f("lesson", lesson,
    {.says = "what to predict before the run, and why it ends as it does; no run depends on it"});
  if (f.reading() && !f.problems().told_at(f.place_of("title"))) check_title(title, f);
  if (f.reading()) collect_faults(f.problems());
  if (f.sound() && designs.empty())
    f.problems().add_unread(f.place_of("designs"), "\"designs\" holds no design");
  if (f.sound()) place_parts(*this, f.problems());
}

/// What draws or lays out faults adds them to the others.
void Scenario::collect_faults(Problems& problems) {
  const Time length{run.length};
  WorkflowLayout layout(workflows, faults, length, problems);
  if (monkey) monkey->let_loose(faults, length, problems);
  layout.lay_out_all();
  workflow_spans = layout.spans();
  for (const auto& fault : faults) fault->check_time(problems);
}

std::vector<const Release*> Scenario::all_releases() const {
  std::vector<const Release*> all;
  for (const auto& release : releases) all.push_back(&release);
  for (const auto& design : designs)
    for (const auto& release : design.value.releases) all.push_back(&release);
  return all;
}

std::vector<const Release*> Scenario::releases_of(const DesignSettings& design) const {
  std::vector<const Release*> own;
  for (const auto* list : {&releases, &design.releases})
    for (const auto& release : *list) own.push_back(&release);
  return own;
}

std::vector<std::string> Scenario::entries() const {
  auto names = entries_from(transaction.entry.name);
  if (workload)
    for (const auto& entry : workload->classes())
      if (entry.value.entry && !among(names, entry.value.entry->name))
        names.push_back(entry.value.entry->name);
  const auto& follow_up = transaction.follow_up;
  if (follow_up && follow_up->ask && !among(names, follow_up->ask->name))
    names.push_back(follow_up->ask->name);
  return names;
}

std::vector<std::string> Scenario::asked_for() const {
  std::vector<std::string> names;
  for (const auto& entry : workload->classes()) {
    const auto& own = entry.value.entry;
    const auto& name = own ? own->name : transaction.entry.name;
    if (!among(names, name)) names.push_back(name);
  }
  if (names.empty()) names.push_back(transaction.entry.name);
  return names;
}

std::vector<std::string> Scenario::entries_from(const std::string& entry) const {
  std::vector<std::string> names{entry};
  Mentions mentions;
  mention_all(transaction.policies, transaction.entry, transaction.sizes, mentions);
  for (const auto& call : mentions.calls)
    if (!among(names, call.operation.name)) names.push_back(call.operation.name);
  return names;
}

std::string service_in(const std::string& operation) {
  return operation.substr(0, operation.find('.'));
}

}  // namespace faultline
