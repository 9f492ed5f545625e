#include "models/binding.hpp"
#include "models/scenario/mentions.hpp"
#include "models/serving/instance.hpp"

namespace faultline {

namespace {

/// Says that one of the transaction's effects happens here; a second time is a duplicate.
class EffectStep final : public Step {
 public:
  EffectStep() : Step(Manner::acts) {}

  void act(Visit& visit) override {
    if (visit.call.stage == 0) [[likely]]
      transactions_->happen(*visit.call.transaction, number_);
    else
      staging_->put(visit.call.stage, [this, transaction = visit.call.transaction] {
        transactions_->happen(*transaction, number_);
      });
  }

 protected:
  void name(Mentions& mentions) const override { mentions.effects.push_back(effect_); }

  void declare(Fields& f) override {
    f("effect", effect_, {.says = "one of the transaction's effects", .required = true});
  }

  void bind(Binding& binding) override {
    transactions_ = &binding.transactions();
    staging_ = &binding.staging();
    number_ = binding.effect(effect_.name);
  }

 private:
  Reference effect_;
  Transactions* transactions_ = nullptr;
  Staging* staging_ = nullptr;
  std::uint32_t number_ = 0;
};

}  // namespace

Kind<Step> effect() {
  return kind<Step, EffectStep>("effect", "One of the transaction's effects happens here.");
}

}  // namespace faultline
