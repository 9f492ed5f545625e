#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <ranges>

#include "models/policies/policy.hpp"
#include "models/smells/smell.hpp"

/// Smells of calls that lie behind calls.
namespace faultline {

namespace {

/// What an operation leads to at the worst, and by way of which call; calls form no circles.
struct Worst {
  std::int64_t value = 0;
  const Outline::Item* next = nullptr;
};

/// The worst below operations, each of which is looked at once.
class Below {
 public:
  /// What lies below `item` by this call, given what lies below that.
  using Step = std::int64_t (*)(const Mentions::Stack& call, std::int64_t below);

  Below(const Wiring& wiring, std::int64_t nothing, Step step)
      : wiring_(wiring), nothing_(nothing), step_(step) {
    std::size_t most = 0;
    for (const auto* item : wiring.items()) most = std::max(most, wiring.number_of(*item) + 1);
    known_.resize(most);
  }

  std::int64_t value(const Outline::Item& item) { return of(item).value; }

  std::vector<std::string> path(const Outline::Item& item) {
    std::vector<std::string> names;
    for (const auto* at = &item; at; at = of(*at).next) names.push_back(at->name);
    return names;
  }

 private:
  const Worst& of(const Outline::Item& first) {
    std::vector<const Outline::Item*> open{&first};
    while (!open.empty()) {
      const auto* item = open.back();
      if (!known(*item)) {
        if (open_callees(*item, open) > 0) continue;
        known(*item) = worst_of(*item);
      }
      open.pop_back();
    }
    return *known(first);
  }

  std::optional<Worst>& known(const Outline::Item& item) { return known_[wiring_.number_of(item)]; }

  std::size_t open_callees(const Outline::Item& item, std::vector<const Outline::Item*>& open) {
    const auto before = open.size();
    for (const auto* callee : wiring_.asked_by(item))
      if (callee && !known(*callee)) open.push_back(callee);
    return open.size() - before;
  }

  Worst worst_of(const Outline::Item& item) {
    Worst worst{nothing_, nullptr};
    const auto& asked = wiring_.asked_by(item);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (!asked[i]) continue;
      const auto value = step_(item.mentions.stacks[i], known(*asked[i])->value);
      if (value > worst.value) worst = {value, asked[i]};
    }
    return worst;
  }

  const Wiring& wiring_;
  std::int64_t nothing_;
  Step step_;
  std::vector<std::optional<Worst>> known_;  ///< by number
};

/// "a -> b -> c", or of a long one its beginning.
std::string in_words(std::vector<std::string> path) {
  constexpr std::size_t most_names = 12;
  if (path.size() > most_names) {
    path.resize(most_names);
    path.back() = "...";
  }
  return fmt::format("{}", fmt::join(path, " -> "));
}

constexpr std::int64_t countless = 1'000'000'000;

std::int64_t times(std::int64_t a, std::int64_t b) { return a > countless / b ? countless : a * b; }

std::int64_t attempts_in(const Policies& policies) {
  std::int64_t product = 1;
  for (const auto& policy : policies) product = times(product, policy->most_attempts());
  return product;
}

std::vector<Found> find_chains(const Wiring& wiring) {
  constexpr std::int64_t short_enough = 2;
  std::vector<Found> found;
  Below below(wiring, 0, [](const Mentions::Stack&, std::int64_t calls) { return calls + 1; });
  for (const auto& entry : wiring.scenario().asked_for()) {
    const auto& item = *wiring.find(entry);
    if (below.value(item) > short_enough)
      found.push_back({item.place, fmt::format("{} blocking calls in a row: {}", below.value(item),
                                               in_words(below.path(item)))});
  }
  return found;
}

std::vector<Found> find_amplification(const Wiring& wiring) {
  constexpr std::int64_t few_enough = 8;
  std::vector<Found> found;
  Below below(wiring, 1, [](const Mentions::Stack& call, std::int64_t attempts) {
    return times(attempts_in(*call.policies), attempts);
  });
  for (const auto& entry : wiring.scenario().asked_for()) {
    const auto& item = *wiring.find(entry);
    const auto most = times(attempts_in(wiring.scenario().transaction.policies), below.value(item));
    if (most > few_enough)
      found.push_back({item.place, fmt::format("one request can become {} attempts: {}", most,
                                               in_words(below.path(item)))});
  }
  return found;
}

/// For how long a call can keep its caller, in seconds, if what it asks never answers: pauses at
/// their least. Nothing: for ever.
std::optional<double> longest_wait(const Policies& policies) {
  std::optional<double> wait;
  for (const auto& policy : std::ranges::reverse_view(policies)) {
    if (const auto limit = policy->time_limit())
      wait = std::min(seconds(*limit), wait.value_or(seconds(*limit)));
    const auto pause = policy->pauses_for();
    if (!wait || !pause) continue;
    const auto attempts = static_cast<double>(policy->most_attempts());
    wait = attempts * *wait + (attempts - 1) * seconds(*pause);
  }
  return wait;
}

/// The shortest limit around a call that the callee does not learn of, in seconds.
std::optional<double> gives_up_after(const Policies& policies) {
  std::optional<double> least;
  for (const auto& policy : policies) {
    if (policy->travels()) return std::nullopt;
    if (const auto limit = policy->time_limit())
      least = std::min(seconds(*limit), least.value_or(seconds(*limit)));
  }
  return least;
}

/// One that waits as long, by one call alone, as the one who asks it, who has begun before.
void find_longer_wait(const Wiring& wiring, const std::string& caller, const Mentions::Stack& asked,
                      std::vector<Found>& found) {
  const auto limit = gives_up_after(*asked.policies);
  const auto* callee = limit ? wiring.find(asked.around.name) : nullptr;
  if (!callee) return;
  for (const auto& call : callee->mentions.stacks) {
    const auto wait = longest_wait(*call.policies);
    if (!wait || *wait < *limit) continue;
    found.push_back({asked.around.place,
                     fmt::format("{} gives up on {} after {:g} s, which may wait {:g} s for {}",
                                 caller, callee->name, *limit, *wait, call.around.name)});
    return;
  }
}

std::vector<Found> find_timeout_inversions(const Wiring& wiring) {
  const auto& transaction = wiring.scenario().transaction;
  for (const auto& policy : transaction.policies)
    if (policy->travels()) return {};
  std::vector<Found> found;
  for (const auto& entry : wiring.scenario().asked_for())
    find_longer_wait(wiring, "the client",
                     {.policies = &transaction.policies,
                      .around = {entry, transaction.entry.place},
                      .sizes = {}},
                     found);
  for (const auto* item : wiring.items())
    for (const auto& asked : item->mentions.stacks)
      find_longer_wait(wiring, item->name, asked, found);
  return found;
}

}  // namespace

SmellKind synchronous_chain() {
  return {
      "synchronous chain", Severity::warning,
      "More than two blocking calls in a row: all of them have to be up, and their times add up.",
      "let events carry what the client need not wait for", find_chains};
}

SmellKind retry_amplification() {
  return {"retry amplification", Severity::warning,
          "Retries on several hops multiply: a part that fails gets a multiple of its load.",
          "retry on one hop only, or with a retry budget", find_amplification};
}

SmellKind timeout_inversion() {
  return {"timeout inversion", Severity::warning,
          "A caller gives up before the operation that it calls may: that goes on waiting and "
          "retrying for an answer that nobody wants.",
          "let limits grow from the callee to the caller, or pass one deadline on",
          find_timeout_inversions};
}

}  // namespace faultline
