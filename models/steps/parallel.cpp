#include <algorithm>

#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/step.hpp"
#include "sim/engine/quorum.hpp"

namespace faultline {

namespace {

/// Takes several steps at the same time and waits for all of them: the slowest decides when, and
/// the first required one that failed, in the order of the file, decides how it ends. With `need`
/// it waits for that many usable answers only, or until so many cannot come any more; what is left
/// then is left alone. It is degraded where one of those answers is.
class ParallelStep final : public Step {
 public:
  ParallelStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    std::vector<Answer> answers(branches_.size(), Answer{Outcome::succeeded, {}});
    Quorum quorum(*calendar_, branches_.size(), needed());
    TaskGroup group;
    Fork fork(visit.call.span);
    for (std::size_t i = 0; i < branches_.size(); ++i)
      if (branches_[i]->happens(visit))
        start(follow(*branches_[i], visit, answers[i], quorum), group);
      else
        quorum.arrive(true);
    co_await quorum;
    fork.merge();
    const Moot left_over(*books_);
    group.clear();
    if (need_) co_return settle(answers, quorum);
    Progress progress;
    for (std::size_t i = 0; i < branches_.size(); ++i)
      progress.take(*branches_[i], answers[i], visit);
    co_return Answer{progress.outcome(), {}};
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool spare = needed() < branches_.size();
    const bool outside = std::exchange(mentions.optional, mentions.optional || optional() || spare);
    for (const auto& branch : branches_) branch->mention(mentions);
    mentions.optional = outside;
  }

  void declare(Fields& f) override {
    f("parallel", branches_, {.says = "the steps that run at once", .required = true});
    f("need", need_,
      {.says = "number of usable answers to wait for; all by default", .at_least = 1});
    if (f.sound() && branches_.empty())
      f.problems().add(f.place_of("parallel"), "\"parallel\" is empty");
    if (f.sound() && need_ && needed() > branches_.size())
      f.problems().add(f.place_of("need"), "\"need\" is greater than the number of branches");
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    std::vector<Duration> each;
    for (const auto& branch : branches_) each.push_back(branch->least(times, at));
    std::ranges::sort(each);
    return each[needed() - 1];
  }

  Plan plan() const override {
    return {.what = Plan::What::at_once,
            .need = needed() < branches_.size() ? needed() : 0,
            .parts = plans_of(branches_)};
  }

  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    books_ = &binding.books();
    for (auto& branch : branches_) branch->attach(binding);
  }

 private:
  std::size_t needed() const { return need_ ? static_cast<std::size_t>(*need_) : branches_.size(); }

  Task<void> follow(Step& step, Visit& visit, Answer& answer, Quorum& quorum) const {
    answer = co_await step.run(visit);
    visit.add(answer);
    answer.spent = Duration::zero();
    quorum.arrive(!need_ || usable(answer.outcome));
  }

  /// Enough usable answers are an answer; else the first failure says why there were not.
  static Answer settle(const std::vector<Answer>& answers, const Quorum& quorum) {
    const auto decides = [&](const Answer& answer) {
      return quorum.reached() ? answer.outcome == Outcome::degraded : !usable(answer.outcome);
    };
    const auto found = std::ranges::find_if(answers, decides);
    return {found == answers.end() ? Outcome::succeeded : found->outcome, {}};
  }

  Steps branches_;
  std::optional<std::int64_t> need_;
  Calendar* calendar_ = nullptr;
  Books* books_ = nullptr;
};

}  // namespace

Kind<Step> parallel() {
  return kind<Step, ParallelStep>("parallel", "Runs several steps at once and waits for them.");
}

}  // namespace faultline
