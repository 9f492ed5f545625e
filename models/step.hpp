#pragma once

#include "models/visit.hpp"
#include "sim/family.hpp"

namespace faultline {

class Binding;
struct Mentions;

/// One thing that an operation does. A kind of step says how it reads, what it mentions, what it
/// needs of the world, and how it runs.
///
/// A plain step keeps the worker busy for a time and then acts, both of which may be nothing. A
/// step that asks somebody else runs as a coroutine of its own.
class Step {
 public:
  static constexpr auto called = "step";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  enum class Manner : std::uint8_t { plain, asks };

  explicit Step(Manner manner = Manner::plain) : manner_(manner) {}
  virtual ~Step() = default;

  void fields(Fields& f);
  void attach(Binding& binding);

  /// Names what stands elsewhere in the scenario.
  virtual void mention(Mentions&) const {}

  bool plain() const { return manner_ == Manner::plain; }
  virtual Duration busy(Visit&) { return Duration::zero(); }
  virtual void act(Visit&) {}

  /// The whole step, of either manner, as a coroutine; its answer says how it went.
  virtual Task<Answer> run(Visit& visit);

  bool optional() const { return optional_; }

  /// Whether this visit takes the step, by its probability.
  bool happens(const Visit& visit) const {
    return probability_ >= 1 || visit.call.draw(chance_).uniform() < probability_;
  }

 protected:
  virtual void declare(Fields&) {}
  virtual void bind(Binding&) {}

 private:
  Manner manner_;
  bool optional_ = false;
  double probability_ = 1;
  Stream chance_;
};

/// Counts service time as spent, to its end or to where it was destroyed.
class Stopwatch {
 public:
  Stopwatch(SpentWork& work, const Calendar& calendar)
      : work_(work), calendar_(calendar), started_(calendar.now()) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() { work_.add(calendar_.now() - started_); }

 private:
  SpentWork& work_;
  const Calendar& calendar_;
  Time started_;
};

template <>
const std::vector<Kind<Step>>& kinds_of<Step>();

using Steps = std::vector<std::unique_ptr<Step>>;

/// How a sequence of steps has gone so far.
class Progress {
 public:
  Outcome outcome() const { return outcome_; }
  /// A required step failed, so that the rest is left out.
  bool stopped() const { return !usable(outcome_); }
  void fail() { outcome_ = Outcome::failed; }

  /// Takes the answer of a step; the first required one that failed decides.
  void take(const Step& step, const Answer& answer, Visit& visit) {
    visit.work.add(answer.spent);
    if (stopped() || answer.outcome <= outcome_) return;
    const bool forgiven = !usable(answer.outcome) && step.optional();
    outcome_ = forgiven ? Outcome::degraded : answer.outcome;
  }

 private:
  Outcome outcome_ = Outcome::succeeded;
};

}  // namespace faultline
