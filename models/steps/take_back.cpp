#include "models/binding.hpp"
#include "models/scenario/mentions.hpp"

namespace faultline {

namespace {

/// Takes an effect of the transaction back, which is not complete any more then; nothing where it
/// has not happened. It stands in the undo of a saga, or in what consumes the event of a failure.
/// Each effect that is taken back counts as one compensation.
class TakeBackStep final : public Step {
 public:
  TakeBackStep() : Step(Manner::acts) {}

  void act(Visit& visit) override { transactions_->take_back(*visit.call.transaction, number_); }

 protected:
  void name(Mentions& mentions) const override {
    mentions.named_effects.push_back(effect_);
    mentions.takes_back = true;
  }

  void declare(Fields& f) override {
    f("take_back", effect_, {.says = "the effect that is undone", .required = true});
  }

  void bind(Binding& binding) override {
    transactions_ = &binding.transactions();
    number_ = binding.effect(effect_.name);
  }

 private:
  Reference effect_;
  Transactions* transactions_ = nullptr;
  std::uint32_t number_ = 0;
};

}  // namespace

Kind<Step> take_back() {
  return kind<Step, TakeBackStep>("take_back", "Takes an effect of the transaction back.");
}

}  // namespace faultline
