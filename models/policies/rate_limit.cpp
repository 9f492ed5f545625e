#include "models/instances/binding.hpp"
#include "models/policies/policy.hpp"
#include "sim/resources/recent_map.hpp"
#include "sim/resources/token_bucket.hpp"

namespace faultline {

namespace {

enum class Per : std::uint8_t { caller, client, request_class, key, all };
std::vector<std::string> words(Per) { return {"caller", "client", "class", "key", "all"}; }

/// A token bucket: `rate` calls per second pass in the long run and `burst` at once; further calls
/// wait for up to `wait`, or are rejected. There is one bucket in the memory of each calling
/// instance, or one for each client (a user of a closed workload), request class or key (of the
/// million used last), or one for all; a bucket shared by several instances is kept outside of
/// them. Source: Tanenbaum, Wetherall, "Computer Networks", 5th ed., section 5.4.2.
class RateLimit final : public Policy {
 public:
  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    const auto full = [this](auto) {
      return std::make_unique<TokenBucket>(burst_, rate_.per_second);
    };
    if (per_ == Per::caller)
      own_.make(binding.callers(), full);
    else
      shared_.emplace(most_buckets);
  }

  void changed() override {
    const auto change = [&](TokenBucket& bucket) {
      bucket.become(burst_, rate_.per_second, calendar_->now());
    };
    if (per_ == Per::caller)
      own_.visit(change);
    else
      shared_->visit(change);
  }

  Task<Answer> apply(const Call& call, Next next) override {
    Duration wait{};
    auto& bucket = per_ == Per::caller
                       ? own_.of(call)
                       : shared_->at(owner_of(call), TokenBucket(burst_, rate_.per_second));
    if (!bucket.take_within(calendar_->now(), wait_, wait)) {
      Answer rejection{
          .outcome = Outcome::rejected,
          .cause = cause_at(call, Symptom::limited, next.target().place(), RootKind::limit)};
      if (tells_) rejection.retry_after = wait;
      co_return rejection;
    }
    {
      const Wait waiting(call.span, Activity::slot);
      co_await calendar_->delay(wait);
    }
    const auto answer = co_await next(call);
    co_return answer;
  }

  std::string idle_in(const Surroundings& around) const override {
    if (per_ == Per::key && !around.keys)
      return "no key is used twice: the workload has no \"keys\"";
    if (per_ == Per::request_class && !around.classes)
      return "all requests are of one class: the workload has no \"classes\"";
    if (per_ == Per::client && !around.clients)
      return "all requests come from one client: the workload has no \"clients\"";
    return {};
  }

  bool takes_time() const override { return wait_ > Duration::zero(); }

 protected:
  void declare(Fields& f) override {
    f("rate", rate_,
      {.says = "calls per second in the long run",
       .positive = true,
       .required = true,
       .changeable = true});
    f("burst", burst_,
      {.says = "bucket size: calls that may pass at once", .at_least = 1, .changeable = true});
    f("wait", wait_,
      {.says = "how long a call may wait for a token", .at_least = 0, .changeable = true});
    f("per", per_, {.says = "the scope of a bucket"});
    f("retry_after", tells_, {.says = "whether a rejection says after how long a call may pass"});
  }

 private:
  static constexpr std::size_t most_buckets = 1'000'000;

  std::uint64_t owner_of(const Call& call) const {
    switch (per_) {
      case Per::client:
        return call.transaction->client;
      case Per::request_class:
        return call.transaction->request_class->number;
      case Per::key:
        return call.transaction->key;
      case Per::caller:
      case Per::all:
        break;
    }
    return 0;
  }

  Rate rate_;
  double burst_ = 1;
  Duration wait_{};
  Per per_ = Per::caller;
  bool tells_ = false;
  Calendar* calendar_ = nullptr;
  PerCaller<TokenBucket> own_;
  std::optional<RecentMap<TokenBucket>> shared_;
};

}  // namespace

Kind<Policy> rate_limit() {
  return kind<Policy, RateLimit>("rate_limit",
                                 "Token bucket: limits the number of calls per second.");
}

}  // namespace faultline
