#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/step.hpp"

namespace faultline {

namespace {

/// Waits until an effect of the transaction has happened, wherever it does, and holds its worker
/// meanwhile; or until it has not, since it never did or was taken back. So a request gets its
/// reply over topics: publish the question, await the effect that the reply's consumer brings
/// about, or takes back. Ignored: the reply finds the waiting instance by itself. Source: Hohpe,
/// Woolf, "Enterprise Integration Patterns", 2003, "Request-Reply".
class AwaitStep final : public Step {
 public:
  AwaitStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    return visit.asking([&] { return in_time(visit); });
  }

 protected:
  void name(Mentions& mentions) const override {
    mentions.named_effects.push_back(effect_);
    if (!taken_back_ && !mentions.optional && !optional()) mentions.awaited.push_back(effect_);
  }

  void declare(Fields& f) override {
    f("await", effect_, {.says = "the effect to wait for", .required = true});
    f("taken_back", taken_back_, {.says = "whether to wait for the effect to be undone instead"});
    f("within", within_,
      {.says = "how long it waits before it times out", .positive = true, .required = true});
  }

  Plan plan() const override { return {.what = Plan::What::wait, .seconds = Plan::unknown}; }

  void bind(Binding& binding) override {
    transactions_ = &binding.transactions();
    number_ = binding.effect(effect_.name);
    limit_.emplace(binding.calendar(), within_);
  }

 private:
  Task<Answer> in_time(Visit& visit) {
    const Wait wait(visit.call.span, Activity::other);
    auto waiting = as_wanted(*visit.call.transaction);
    const auto answer = co_await first_of(waiting, *limit_);
    if (answer) co_return *answer;
    co_return Answer{.outcome = Outcome::timed_out,
                     .cause = cause_not_there(visit.call, visit.instance.place())};
  }

  Task<Answer> as_wanted(const Transaction& transaction) {
    while (Transactions::happened(transaction, number_) == taken_back_)
      co_await transactions_->happening(transaction, number_, limit_->calendar());
    co_return Answer{Outcome::succeeded, {}};
  }

  Reference effect_;
  bool taken_back_ = false;
  Duration within_{};
  Transactions* transactions_ = nullptr;
  std::uint32_t number_ = 0;
  std::optional<Lane> limit_;
};

}  // namespace

Kind<Step> await() {
  return kind<Step, AwaitStep>("await", "Waits until an effect of the transaction has happened.");
}

}  // namespace faultline
