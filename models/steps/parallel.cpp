#include "models/binding.hpp"
#include "models/instance.hpp"
#include "models/mentions.hpp"
#include "sim/join.hpp"

namespace faultline {

namespace {

/// Takes several steps at the same time and waits for all of them: the slowest decides when, and
/// the first required one that failed, in the order of the file, decides how it ends.
class ParallelStep final : public Step {
 public:
  ParallelStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    std::vector<Answer> answers(branches_.size());
    Join join(*calendar_, branches_.size());
    TaskGroup group;
    for (std::size_t i = 0; i < branches_.size(); ++i)
      if (branches_[i]->happens(visit))
        start(follow(*branches_[i], visit, answers[i], join), group);
      else
        skip(answers[i], join);
    co_await join;
    Progress progress;
    for (std::size_t i = 0; i < branches_.size(); ++i)
      progress.take(*branches_[i], answers[i], visit);
    co_return Answer{progress.outcome(), {}};
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool outside = std::exchange(mentions.optional, mentions.optional || optional());
    for (const auto& branch : branches_) branch->mention(mentions);
    mentions.optional = outside;
  }

  void declare(Fields& f) override {
    f("parallel", branches_, {.says = "the steps that are taken at once", .required = true});
    if (f.sound() && branches_.empty())
      f.problems().add(f.place_of("parallel"), "\"parallel\" is empty");
  }

  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    for (auto& branch : branches_) branch->attach(binding);
  }

 private:
  static Task<void> follow(Step& step, Visit& visit, Answer& answer, Join& join) {
    answer = co_await step.run(visit);
    join.arrive();
  }

  static void skip(Answer& answer, Join& join) {
    answer.outcome = Outcome::succeeded;
    join.arrive();
  }

  Steps branches_;
  Calendar* calendar_ = nullptr;
};

}  // namespace

Kind<Step> parallel() {
  return kind<Step, ParallelStep>("parallel", "Takes several steps at once, waits for all.");
}

}  // namespace faultline
