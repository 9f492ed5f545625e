#include "models/serving/retry_budget.hpp"

#include <cmath>

namespace faultline {

std::vector<std::string> words(BudgetRule) { return {"deposit", "throttle", "active_share"}; }

std::vector<std::string> words(Credit) { return {"call", "success"}; }

void RetryBudgetSettings::fields(Fields& f) {
  f("rule", rule,
    {.says = "deposit: each retry takes a token; throttle: each failure takes one, and retries "
             "stop while less than half are left; active_share: retries are limited to a share of "
             "the calls under way"});
  f("credit", credit,
    {.says = "tokens added by each call or success", .at_least = 0, .at_most = 1000});
  f("per", per, {.says = "what adds tokens"});
  f("capacity", capacity,
    {.says = "greatest and initial number of tokens", .at_least = 1, .at_most = 1e9});
  f("share", share,
    {.says = "with \"active_share\": most retries under way, as a share of the calls under way",
     .at_least = 0,
     .at_most = 1000});
  f("at_least", at_least,
    {.says = "with \"active_share\": number of retries that may always be under way",
     .at_least = 0});
  if (!f.sound()) return;
  const RetryBudgetSettings usual;
  const auto idle = [&](const char* field, const char* rules) {
    f.problems().add(f.place_of(field),
                     fmt::format("\"{}\" has no effect: it belongs to the rule {}", field, rules));
  };
  const bool shares = rule == BudgetRule::active_share;
  if (!shares && share != usual.share) idle("share", "\"active_share\"");
  if (!shares && at_least != usual.at_least) idle("at_least", "\"active_share\"");
  if (shares && credit != usual.credit) idle("credit", "\"deposit\" or \"throttle\"");
  if (shares && capacity != usual.capacity) idle("capacity", "\"deposit\" or \"throttle\"");
  if (rule != BudgetRule::deposit && per != usual.per) idle("per", "\"deposit\"");
}

void RetryBudget::begin() {
  ++active_;
  if (settings_.rule == BudgetRule::deposit && settings_.per == Credit::call)
    bucket_.give(settings_.credit);
}

void RetryBudget::note(Outcome outcome, bool failed) {
  if (settings_.rule == BudgetRule::throttle) {
    if (usable(outcome)) tokens_ += std::lround(settings_.credit * fine);
    if (failed) tokens_ -= std::lround(fine);
    tokens_ = std::clamp(tokens_, std::int64_t{0}, most());
  } else if (usable(outcome) && settings_.per == Credit::success) {
    bucket_.give(settings_.credit);
  }
}

bool RetryBudget::affords_another(Time now) {
  switch (settings_.rule) {
    case BudgetRule::throttle:
      return 2 * tokens_ > most();
    case BudgetRule::active_share: {
      const auto most = std::max(settings_.share * static_cast<double>(active_),
                                 static_cast<double>(settings_.at_least));
      return static_cast<double>(retries_ + 1) <= most;
    }
    case BudgetRule::deposit:
      break;
  }
  return bucket_.take(now);
}

}  // namespace faultline
