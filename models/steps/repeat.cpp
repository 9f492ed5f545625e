#include <algorithm>

#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/operation.hpp"
#include "models/instances/step.hpp"
#include "sim/engine/quorum.hpp"
#include "sim/random/count.hpp"

namespace faultline {

namespace {

/// Takes its steps so many times, by a number or a law of one, drawn for each attempt: one after
/// the other, or as many at once as `at_once` says, each of which goes on with the next turn that
/// is left. Each turn has draws of its own; those of the first are as if it stood there alone. A
/// turn that fails ends it, and the turns that are under way then are left alone.
///
/// With N turns of constant time t it takes N t, with k at once ceil(N / k) t. It is how N + 1
/// queries come about, and a chatty pair of services.
class RepeatStep final : public Step {
 public:
  RepeatStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    auto draw = visit.call.draw(stream_);
    const auto turns = static_cast<std::uint64_t>(times_->sample(draw));
    return at_once_ == 1 ? in_turn(visit, turns) : at_once(visit, turns);
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool outside =
        std::exchange(mentions.optional, mentions.optional || optional() || least_times() == 0);
    mentions.at_once *= at_once_;
    for (const auto& step : steps_) step->mention(mentions);
    mentions.at_once /= at_once_;
    mentions.optional = outside;
  }

  void declare(Fields& f) override {
    f("repeat", steps_, {.says = "the steps to repeat", .required = true});
    f("times", times_, {.says = "number of iterations", .required = true});
    f("at_once", at_once_,
      {.says = "iterations that run at once", .at_least = 1, .at_most = 10000});
    if (!f.sound()) return;
    if (steps_.empty()) f.problems().add(f.place_of("repeat"), "\"repeat\" is empty");
    if (at_once_ > 1 && at_once_ > times_->most())
      f.problems().add(f.place_of("at_once"),
                       fmt::format("more at once than there are iterations ({})", times_->most()));
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    auto once = Duration::zero();
    for (const auto& step : steps_) once += step->least(times, at);
    return (least_times() + at_once_ - 1) / at_once_ * once;
  }

  Plan plan() const override {
    return {.times = times_->mean(),
            .width = static_cast<double>(at_once_),
            .needed = times_->least() > 0,
            .parts = plans_of(steps_)};
  }

  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    books_ = &binding.books();
    stream_ = binding.stream("repeat");
    layer_ = (1 + binding.occurrence("repeat")) << 24;
    for (const auto& step : steps_) step->attach(binding);
    if (at_once_ == 1) return;
    turn_ = Operation("repeat", unrecorded_operation, std::move(steps_));
    target_ = {.operation = &turn_, .entrance = Entrance::inside};
  }

 private:
  /// None where what the scenario says of them is wrong: the checks of the rest go on.
  std::int64_t least_times() const { return times_ ? times_->least() : 0; }

  /// The number of the attempt of one turn within that of the visit.
  std::uint64_t attempt_of(std::uint64_t turn, std::uint64_t visits) const {
    return turn == 0 ? visits : nested_attempt(visits, layer_ | turn);
  }

  Task<Answer> in_turn(Visit& visit, std::uint64_t turns) const {
    SpentWork work(*books_);
    const auto own = visit.call.attempt;
    auto outcome = Outcome::succeeded;
    for (std::uint64_t turn = 0; turn < turns && usable(outcome); ++turn) {
      visit.call.attempt = attempt_of(turn, own);
      const auto left = calendar_->left();
      const auto answer = co_await take_in_order(steps_, visit);
      if (calendar_->left() == left) co_await visit.pass();
      work.add(answer);
      outcome = std::max(outcome, answer.outcome);
    }
    visit.call.attempt = own;
    co_return work.answer(outcome);
  }

  /// Turns that are taken at once are parts of the visit by themselves.
  struct Course {
    std::uint64_t next = 0;
    std::uint64_t turns;
    Outcome outcome = Outcome::succeeded;
  };

  Task<Answer> at_once(Visit& visit, std::uint64_t turns) const {
    const auto threads = std::min(static_cast<std::uint64_t>(at_once_), turns);
    Course course{.turns = turns};
    Quorum ended(*calendar_, threads, threads);
    TaskGroup group;
    for (std::uint64_t i = 0; i < threads; ++i) start(thread(visit, course, ended), group);
    co_await ended;
    const Moot left_over(*books_);
    group.clear();
    co_return Answer{course.outcome, {}};
  }

  Task<void> thread(Visit& visit, Course& course, Quorum& ended) const {
    while (course.next < course.turns && usable(course.outcome)) {
      const auto left = calendar_->left();
      auto call = visit.call;
      call.attempt = attempt_of(course.next++, visit.call.attempt);
      const auto answer =
          co_await visit.asking([&] { return visit.instance.attempt(target_, call); });
      if (calendar_->left() == left) co_await visit.pass();
      visit.add(answer);
      course.outcome = std::max(course.outcome, answer.outcome);
    }
    ended.arrive(usable(course.outcome));
  }

  Steps steps_;
  std::unique_ptr<Count> times_;
  std::int64_t at_once_ = 1;
  Calendar* calendar_ = nullptr;
  Books* books_ = nullptr;
  Stream stream_;
  std::uint64_t layer_ = 0;  ///< tells its turns from those of another one
  Operation turn_;
  Target target_;
};

}  // namespace

Kind<Step> repeat() {
  return kind<Step, RepeatStep>("repeat",
                                "Repeats steps, one iteration after another or several at once.");
}

}  // namespace faultline
