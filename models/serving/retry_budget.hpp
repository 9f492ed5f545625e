#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/language/codec.hpp"
#include "sim/records/outcome.hpp"
#include "sim/resources/token_bucket.hpp"

namespace faultline {

enum class BudgetRule : std::uint8_t { deposit, throttle, active_share };
std::vector<std::string> words(BudgetRule);

enum class Credit : std::uint8_t { call, success };
std::vector<std::string> words(Credit);

/// Limits the retries of one caller, in addition to `attempts`.
///
/// deposit: each retry takes a token, and each call (or each success) adds a share of one. When
/// everything fails, calls that each add c allow 1 + c attempts per call; successes add nothing
/// then, so that retries stop. Source: Finagle, "Retry budgets".
///
/// throttle: each failed attempt takes a token, each successful one adds `credit`, and retries
/// happen only while more than half of `capacity` is left. With an error rate p the tokens decrease
/// if p > credit (1 - p). Source: gRPC proposal A6, "Throttling retry attempts".
///
/// active_share: the retries under way, including their pauses, are at most the share `share` of
/// the calls under way, or `at_least` if that is more. Source: Envoy, "Retry budget".
struct RetryBudgetSettings {
  static constexpr auto called = "retry budget";
  BudgetRule rule = BudgetRule::deposit;
  double credit = 0.1;
  Credit per = Credit::call;
  double capacity = 10;
  double share = 0.2;
  std::int64_t at_least = 3;

  void fields(Fields& f);
};

/// The retry budget of one caller.
class RetryBudget {
 public:
  explicit RetryBudget(const RetryBudgetSettings& settings)
      : settings_(settings), bucket_(settings.capacity, 0), tokens_(most()) {}

  /// A call under way, with the retry that is under way for it.
  class Request {
   public:
    explicit Request(RetryBudget& budget) : budget_(budget) { budget_.begin(); }
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;
    ~Request() {
      --budget_.active_;
      budget_.retries_ -= retries_;
    }
    /// An attempt has ended so.
    void ended(Outcome outcome, bool failed) {
      budget_.retries_ -= retries_;
      retries_ = false;
      budget_.note(outcome, failed);
    }
    /// Whether there may be another; it begins then.
    bool affords_another(Time now) {
      retries_ = budget_.affords_another(now);
      budget_.retries_ += retries_;
      return retries_;
    }

   private:
    RetryBudget& budget_;
    bool retries_ = false;
  };

 private:
  static constexpr double fine = 1000;  ///< parts of a token, as gRPC counts them

  std::int64_t most() const { return static_cast<std::int64_t>(settings_.capacity * fine); }
  void begin();
  void note(Outcome outcome, bool failed);
  bool affords_another(Time now);

  const RetryBudgetSettings& settings_;
  TokenBucket bucket_;
  std::int64_t tokens_;  ///< of `throttle`
  std::int64_t active_ = 0;
  std::int64_t retries_ = 0;
};

}  // namespace faultline
