#pragma once

#include "models/instances/visit.hpp"
#include "sim/language/family.hpp"
#include "sim/records/plan.hpp"

namespace faultline {

class Binding;
class LeastTimes;
struct Mentions;

/// One step of an operation. A kind of step defines how it is read, what it refers to, what it
/// needs from the world, and how it runs: it works for a time, acts at once, or calls somebody
/// else, which is a coroutine of its own.
class Step {
 public:
  static constexpr auto called = "step";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  enum class Manner : std::uint8_t { works, acts, asks };

  explicit Step(Manner manner) : manner_(manner) {}
  virtual ~Step() = default;

  void fields(Fields& f);
  void attach(Binding& binding);

  /// Names what it refers to elsewhere in the scenario.
  void mention(Mentions& mentions) const;

  Manner manner() const { return manner_; }

  /// Where it works: for how long the worker is busy.
  virtual Duration time(Visit&) { return Duration::zero(); }

  /// Where it acts: does so.
  virtual void act(Visit&) {}

  /// The whole step, of any manner, as a coroutine; its answer says how it went.
  virtual Task<Answer> run(Visit& visit);

  /// What it takes at the least in service `at`, of what `times` counts, where it has to be taken.
  Duration least(const LeastTimes& times, const std::string& at) const {
    const bool needed = !optional_ && probability_ >= 1 && classes_.empty();
    return needed ? way(times, at) : Duration::zero();
  }

  /// What it does on average, of all requests.
  Plan planned() const;

  bool optional() const { return optional_; }

  /// Whether this visit takes the step, by the class of its request and by its probability.
  bool happens(const Visit& visit) const {
    return always_ || (concerns(visit) && (probability_ >= 1 || strikes(visit)));
  }

 protected:
  virtual void declare(Fields&) {}
  virtual void name(Mentions&) const {}
  virtual void bind(Binding&) {}
  virtual Duration way(const LeastTimes&, const std::string&) const { return Duration::zero(); }
  virtual Plan plan() const { return {}; }

 private:
  bool concerns(const Visit& visit) const;
  bool strikes(const Visit& visit) const {
    return visit.call.draw(chance_).uniform() < probability_;
  }

  Manner manner_;
  bool optional_ = false;
  bool always_ = true;
  double probability_ = 1;
  std::vector<Reference> classes_;
  std::vector<std::uint32_t> class_numbers_;
  Stream chance_;
};

template <>
const std::vector<Kind<Step>>& kinds_of<Step>();

using Steps = std::vector<std::unique_ptr<Step>>;

/// What steps do on average, one after the other.
std::vector<Plan> plans_of(const Steps& steps);

/// Takes steps one after the other within a visit, as its operation does.
Task<Answer> take_in_order(const Steps& steps, Visit& visit);

/// The state of a sequence of steps so far.
class Progress {
 public:
  Outcome outcome() const { return outcome_; }
  /// A required step failed, so that the rest is left out.
  bool stopped() const { return !usable(outcome_); }
  /// It ends so, unless it has failed before.
  void end(Outcome outcome) {
    if (!stopped()) outcome_ = outcome;
  }

  /// Takes the answer of a step; the first required one that failed decides.
  void take(const Step& step, const Answer& answer, Visit& visit) {
    visit.add(answer);
    if (stopped() || answer.outcome <= outcome_) return;
    const bool forgiven = !usable(answer.outcome) && step.optional();
    if (forgiven) set_back(visit.call, answer.cause);
    outcome_ = forgiven ? Outcome::degraded : answer.outcome;
  }

 private:
  Outcome outcome_ = Outcome::succeeded;
};

}  // namespace faultline
