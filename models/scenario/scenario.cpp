#include "models/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/instances/mentions.hpp"
#include "models/scenario/changeable.hpp"
#include "sim/language/among.hpp"

namespace faultline {

void RunSettings::fields(Fields& f) {
  f("length", length, {.says = "arrivals and measurement end here", .positive = true});
  f("warmup", warmup, {.says = "arrivals before this are not measured", .at_least = 0});
  f("drain", drain, {.says = "how long what is left may still run after the end", .at_least = 0});
  f("seed", seed, {.says = "another seed, other random draws", .at_least = 0});
  f("replications", replications,
    {.says = "independent repetitions; intervals need two or more",
     .at_least = 1,
     .at_most = 100000});
  if (f.sound() && warmup >= length)
    f.problems().add(f.place_of("warmup"), "\"warmup\" leaves nothing of \"length\" to measure");
}

void SagaSettings::fields(Fields& f) {
  f("within", within,
    {.says = "who has some but not all effects so long after arrival is stuck",
     .positive = true,
     .required = true});
}

void TransactionSettings::fields(Fields& f) {
  f("entry", entry, {.says = "the operation that the client asks for", .required = true});
  f("effects", effects,
    {.says = "what must have happened for the transaction to be complete", .required = true});
  f("deadline", deadline, {.says = "a later success is no goodput", .positive = true});
  f("policies", policies, {.says = "what stands around the client's call, outermost first"});
  f("request", sizes.request, {.says = "size of the client's question", .at_least = 0});
  f("response", sizes.response, {.says = "size of the answer", .at_least = 0});
  f("host", host, {.says = "where the client stands; the host \"client\" or the only one else"});
  f("follow_up", follow_up, {.says = "how the client, once answered, learns how it went on"});
  f("saga", saga, {.says = "that it is to have all of its effects or none, and when"});
  if (f.sound() && (effects.empty() || effects.size() > 32))
    f.problems().add_unread(f.place_of("effects"), "a transaction has 1 to 32 effects");
}

void ZoneSettings::fields(Fields& f) {
  f("latency", latency,
    {.says =
         "one way, between any two of its hosts, of each message by itself; 0.25ms by default"});
  if (f.reading() && !latency) latency = always(std::chrono::microseconds(250));
  f("bandwidth", bandwidth, {.says = "of each host's port, each direction", .positive = true});
  f("hosts", hosts, {.says = "the hosts that stand in it", .required = true});
}

void LinkSettings::fields(Fields& f) {
  f("name", name, {.says = "its name", .required = true});
  f("between", between, {.says = "the two zones it joins", .required = true});
  f("latency", latency, {.says = "one way, of each message by itself", .required = true});
  f("bandwidth", bandwidth, {.says = "in each direction", .positive = true});
}

void PlatformSettings::fields(Fields& f) {
  f("zones", zones, {.says = "local networks, by name", .required = true});
  f("links", links, {.says = "what joins the zones"});
  for (const auto& zone : zones)
    for (const auto& host : zone.value.hosts) hosts.insert(host.name);
  if (f.sound() && hosts.empty()) f.problems().add(f.place_of("zones"), "no zone has a host");
}

void CacheSettings::fields(Fields& f) {
  f("owner", owner, {.says = "the service that fills it", .required = true});
  f("connections", connections,
    {.says = "questions at once at one node; more wait", .at_least = 1, .at_most = 1000000});
  f("nodes", nodes,
    {.says = "nodes, to one of which each key belongs by a hash", .at_least = 1, .at_most = 1000});
  f("time", time, {.says = "the time of a look-up; 0.5ms else"});
  if (f.reading() && !time) time = always(std::chrono::microseconds(500));
  f("entries", rules.entries,
    {.says = "keys that one node holds; the least recently used goes first",
     .at_least = 1,
     .at_most = 1e9});
  f("ttl", rules.ttl, {.says = "how long an entry is fresh; for ever else", .positive = true});
  f("ttl_jitter", rules.ttl_jitter,
    {.says = "by up to which share of its ttl an entry is fresh for less, each drawn by itself",
     .at_least = 0,
     .at_most = 1});
  f("coalesce", rules.coalesce,
    {.says = "whether of those that miss a key at once one loads for all"});
  f("stale_for", rules.stale_for,
    {.says = "how long after that it is served while one loads it anew", .at_least = 0});
  location.declare_host(f);
  f("hosts", location.hosts, {.says = "or where its nodes stand, in turn"});
  location.check(f);
}

void DesignSettings::fields(Fields& f) {
  f("brokers", brokers, {.says = "the brokers of this design, by name"});
  f("topics", topics, {.says = "the topics of this design, by name"});
  f("subscriptions", subscriptions,
    {.says = "which operations consume, \"service.operation\" by \"service.operation\""});
  f("projections", projections, {.says = "local copies of what others own, by name"});
  f("captures", captures, {.says = "which stores have their changes published, by name"});
  f.others(operations, {.says = "what this operation does in this design"});
}

void ExpectationSettings::fields(Fields& f) {
  f("design", design, {.says = "the design that is judged; each one else"});
  f("measure", measure, {.says = "the key of the measure", .required = true});
  f("before", before, {.says = "only what arrives before this fault, or change"});
  f("during", during, {.says = "only what arrives while this fault, or change, lasts"});
  f("after", after, {.says = "only what arrives after this fault, or change"});
  f("class", request_class, {.says = "only the requests of this class"});
  f("at_least", at_least, {.says = "the lowest mean that is as expected", .at_least = 0});
  f("at_most", at_most, {.says = "the highest mean that is as expected", .at_least = 0});
  if (!f.reading()) return;
  place = f.place();
  place_of_least = f.place_of("at_least");
  place_of_most = f.place_of("at_most");
  if (!f.sound()) return;
  if (at_least && at_most && *at_least > *at_most)
    f.problems().add(place_of_least,
                     fmt::format("nothing is at least {} and at most {}", *at_least, *at_most));
  if (!at_least && !at_most)
    f.problems().add(place, "an expectation needs \"at_least\", \"at_most\" or both");
  if (int{before.has_value()} + int{during.has_value()} + int{after.has_value()} > 1)
    f.problems().add(place, "only one of \"before\", \"during\" and \"after\" can stand here");
}

namespace {

/// It is printed as it is, on terminals too.
void check_title(const std::string& title, Fields& f) {
  const auto control = [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; };
  if (title.empty()) f.problems().add(f.place_of("title"), "a title is not empty");
  if (std::ranges::any_of(title, control))
    f.problems().add(f.place_of("title"), "a title has no line ends and no control characters");
}

}  // namespace

void Scenario::fields(Fields& f) {
  f("$schema", schema, {.says = "the schema, for the editor"});
  f("faultline", version,
    {.says = "version of the language", .at_least = 1, .at_most = 1, .required = true});
  f("title", title, {.says = "a few words", .required = true});
  f("question", question, {.says = "what the scenario is to answer", .required = true});
  f("run", run, {.says = "how long, how often, with which seed"});
  f("transaction", transaction, {.says = "the business transaction", .required = true});
  f("workload", workload, {.says = "who asks, and when", .required = true});
  f("network", network, {.says = "whether messages share bandwidth (flows) or not (latency)"});
  f("platform", platform,
    {.says = "hosts and what joins them; one local network of 0.25ms and 1Gbps else"});
  f("services", services, {.says = "the services, by name", .required = true});
  f("stores", stores, {.says = "the databases, by name"});
  f("caches", caches, {.says = "the caches, by name"});
  f("operations", operations,
    {.says = "what services do when asked, the same in every design, by \"service.operation\""});
  f("designs", designs, {.says = "the ways to build it, by name", .required = true});
  f("faults", faults, {.says = "what is injected"});
  f("changes", changes, {.says = "settings that become others during the run"});
  f("expect", expect, {.says = "what is to be found"});
  if (f.reading() && !f.problems().told_at(f.place_of("title"))) check_title(title, f);
  if (f.sound() && designs.empty())
    f.problems().add_unread(f.place_of("designs"), "\"designs\" holds no design");
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
