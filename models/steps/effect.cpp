#include "models/data/session.hpp"
#include "models/events/staging.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/step.hpp"

namespace faultline {

namespace {

enum class Direction : std::uint8_t { forth, back };

/// One of the transaction's effects happens here, or is taken back. Among the steps of a store's
/// transaction that is when it is committed; for an event that is worked on effectively once, when
/// that is.
template <Direction direction>
class EffectStep : public Step {
 public:
  EffectStep() : Step(Manner::acts) {}

  void act(Visit& visit) override {
    auto* session = within_ ? Session::of(visit, *within_) : nullptr;
    if (!session && visit.call.stage == 0) [[likely]]
      return visit.brings(change(*visit.call.transaction));
    if (visit.call.stage == 0)
      return session->at_commit([this, &visit] { visit.brings(change(*visit.call.transaction)); });
    const auto staged = [this, call = visit.call] {
      staging_->put(call.stage, [this, call] { change(*call.transaction); });
    };
    if (session)
      session->at_commit(staged);
    else
      staged();
  }

 protected:
  void name(Mentions& mentions) const override {
    if constexpr (direction == Direction::forth) {
      mentions.effects.push_back(effect_);
    } else {
      mentions.named_effects.push_back(effect_);
      mentions.takes_back = true;
    }
  }

  void declare(Fields& f) override {
    if constexpr (direction == Direction::forth)
      f("effect", effect_, {.says = "one of the transaction's effects", .required = true});
    else
      f("take_back", effect_, {.says = "the effect to undo", .required = true});
  }

  void bind(Binding& binding) override {
    transactions_ = &binding.transactions();
    staging_ = &binding.staging();
    within_ = binding.transaction();
    number_ = binding.effect(effect_.name);
  }

 private:
  Effects change(Transaction& transaction) {
    if constexpr (direction == Direction::forth) return transactions_->happen(transaction, number_);
    transactions_->take_back(transaction, number_);
    return {};
  }

  Reference effect_;
  Transactions* transactions_ = nullptr;
  Staging* staging_ = nullptr;
  const Step* within_ = nullptr;  ///< the transaction of a store that it is a part of
  std::uint32_t number_ = 0;
};

/// Says that one of the transaction's effects happens here; a second time is a duplicate.
using Effect = EffectStep<Direction::forth>;

/// Takes an effect of the transaction back, which is not complete any more then; nothing where it
/// has not happened. It stands in the undo of a saga, or in what consumes the event of a failure.
/// Each effect that is taken back counts as one compensation.
using TakeBack = EffectStep<Direction::back>;

}  // namespace

Kind<Step> effect() {
  return kind<Step, Effect>("effect", "Produces one of the transaction's effects.");
}

Kind<Step> take_back() {
  return kind<Step, TakeBack>("take_back", "Undoes an effect of the transaction.");
}

}  // namespace faultline
