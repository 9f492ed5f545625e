#pragma once

#include "models/visit.hpp"
#include "sim/family.hpp"

namespace faultline {

class Binding;
struct Mentions;

/// One thing that an operation does. A kind of step says how it reads, what it mentions, what it
/// needs of the world, and how it runs.
class Step {
 public:
  static constexpr auto called = "step";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Step() = default;

  void fields(Fields& f);
  void attach(Binding& binding);

  /// Names what stands elsewhere in the scenario.
  virtual void mention(Mentions& mentions) const = 0;

  /// Runs for a visit that is being served; its answer says how it went.
  virtual Task<Answer> run(Visit& visit) = 0;

  bool optional() const { return optional_; }

  /// Whether this visit takes the step, by its probability.
  bool happens(const Visit& visit) const {
    return probability_ >= 1 || visit.call.draw(chance_).uniform() < probability_;
  }

 protected:
  virtual void declare(Fields& f) = 0;
  virtual void bind(Binding& binding) = 0;

 private:
  bool optional_ = false;
  double probability_ = 1;
  Stream chance_;
};

template <>
const std::vector<Kind<Step>>& kinds_of<Step>();

using Steps = std::vector<std::unique_ptr<Step>>;

/// How a sequence of steps has gone so far.
class Progress {
 public:
  Outcome outcome() const { return outcome_; }

  /// Takes the answer of a step; false where a required one failed, so that the rest is left out.
  bool take(const Step& step, Answer answer, Visit& visit) {
    visit.work.absorb(std::move(answer.work));
    if (usable(answer.outcome)) {
      if (answer.outcome > outcome_) outcome_ = answer.outcome;
      return true;
    }
    if (!usable(outcome_)) return false;
    outcome_ = step.optional() ? Outcome::degraded : answer.outcome;
    return step.optional();
  }

 private:
  Outcome outcome_ = Outcome::succeeded;
};

}  // namespace faultline
