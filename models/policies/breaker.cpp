#include "models/instances/binding.hpp"
#include "models/policies/policy.hpp"
#include "models/requests/failures.hpp"
#include "models/serving/circuit.hpp"
#include "models/serving/protection.hpp"

namespace faultline {

namespace {

enum class Scope : std::uint8_t { target, instance, shard };
std::vector<std::string> words(Scope) { return {"target", "instance", "shard"}; }

/// Rejects calls for a while after too many failures: see Circuit. There is one circuit for the
/// whole target, or one for each of its instances (if the circuit of the instance chosen by the
/// balancer is open, another instance is used) or shards. A call that an outer policy gives up
/// counts as failed.
class Breaker final : public Policy, public Protection {
 public:
  void bind(Binding& binding) override {
    books_ = &binding.books();
    binding.protections().add(*this);
    circuits_.make(binding.callers(), [](auto) { return std::make_unique<Circuits>(); });
  }

  Task<Answer> apply(const Call& call, Next next) override {
    auto routed = call;
    place_ = next.target().part();
    Passage passage = admit(routed, next.target());
    if (!passage.admitted()) co_return rejection(call, passage, next.target().place());
    const auto asked = books_->now();
    const auto answer = co_await next(routed);
    const bool slow = slow_ && books_->now() - asked > *slow_;
    const bool failed = slow || contains(on_, answer.outcome);
    if (failed) passage.blame(answer.cause);
    passage.end(failed);
    co_return answer;
  }

  std::uint16_t protects() const override { return place_; }

  CircuitCount circuits(Time now) override {
    CircuitCount count;
    circuits_.visit([&](const Circuits& of_caller) {
      count.all += std::ssize(of_caller);
      count.open += std::ranges::count_if(
          of_caller, [now](const auto& circuit) { return circuit->is_open(now); });
    });
    return count;
  }

  std::optional<Duration> slow_after() const override { return slow_; }
  std::optional<Duration> rests_for() const override { return circuit_.open_for; }

  std::string idle_in(const Surroundings& around) const override {
    if (scope_ == Scope::shard && around.shards == 1) return "the target has only one shard";
    return {};
  }

  bool takes_time() const override { return false; }

 protected:
  void declare(Fields& f) override {
    circuit_.fields(f);
    f("scope", scope_, {.says = "what gets a circuit of its own"});
    f("slow", slow_,
      {.says = "a slower response counts as a failure", .positive = true, .changeable = true});
    f("on", on_,
      {.says = "outcomes that count as failures; rejected, timed_out and failed by default"});
  }

 private:
  using Circuits = std::vector<std::unique_ptr<Circuit>>;

  /// A call on its way through a circuit.
  class Passage {
   public:
    Passage() = default;
    Passage(Circuit& circuit, const Books& books, const Span* span)
        : circuit_(&circuit), books_(&books), span_(span), pass_(circuit.admit(books.now())) {}
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;
    ~Passage() {
      if (pass_ && books_->moot())
        circuit_->withdraw(pass_);
      else if (pass_)
        give_up();
    }
    bool admitted() const { return pass_ != 0; }
    void blame(CauseId cause) { circuit_->blame(cause); }
    std::span<const CauseId> blamed() const { return circuit_->blamed(); }
    void end(bool failed) { circuit_->end(std::exchange(pass_, 0), failed, books_->now()); }

   private:
    void give_up() {
      if (span_) circuit_->blame(span_->gave_up_because());
      circuit_->end(pass_, true, books_->now());
    }

    Circuit* circuit_ = nullptr;
    const Books* books_ = nullptr;
    const Span* span_ = nullptr;
    Circuit::Pass pass_ = 0;
  };

  static Answer rejection(const Call& call, const Passage& passage, std::uint16_t place) {
    if (call.span) call.span->decide(Decision::breaker_open, place);
    return {.outcome = Outcome::rejected,
            .cause = cause_after(call, Symptom::breaker_open, place, one_of(call, passage.blamed()),
                                 Sustained::open_breaker)};
  }

  Passage admit(Call& call, const Target& target) {
    auto& service = *target.service;
    switch (scope_) {
      case Scope::shard:
        return Passage(circuit(call, service.shard_of(call)), *books_, call.span);
      case Scope::instance:
        call.to = willing_instance(call, target);
        return Passage(circuit(call, call.to->number()), *books_, call.span);
      case Scope::target:
        break;
    }
    return Passage(circuit(call, 0), *books_, call.span);
  }

  /// The balancer's choice or, if its circuit is open, the first other instance whose circuit is
  /// not.
  Instance* willing_instance(const Call& call, const Target& target) {
    auto* chosen = &target.service->choose(call, target);
    if (!circuit(call, chosen->number()).is_shut(books_->now())) return chosen;
    for (const auto& other : target.service->pool_of(target, call).choices())
      if (!circuit(call, other.instance->number()).is_shut(books_->now())) return other.instance;
    return chosen;
  }

  Circuit& circuit(const Call& call, std::size_t number) {
    auto& circuits = circuits_.of(call);
    while (circuits.size() <= number) circuits.push_back(std::make_unique<Circuit>(circuit_));
    return *circuits[number];
  }

  CircuitSettings circuit_;
  Scope scope_ = Scope::target;
  std::optional<Duration> slow_;
  Failures on_ = all_failures();
  const Books* books_ = nullptr;
  PerCaller<Circuits> circuits_;
  std::uint16_t place_ = 0;
};

}  // namespace

Kind<Policy> breaker() {
  return kind<Policy, Breaker>(
      "breaker", "Circuit breaker: rejects calls for a while after too many failures.");
}

}  // namespace faultline
