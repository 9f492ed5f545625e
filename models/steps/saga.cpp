#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/requests/alone.hpp"
#include "models/steps/saga_part.hpp"

namespace faultline {

namespace {

/// Takes its parts one after the other. Where one fails, or the time is over, those that were begun
/// are taken back, the last one first, the failed one too: nobody knows how far it came. Then it
/// has failed. Taking back goes on whoever stops waiting for it, and knows no deadline; an undo
/// that fails is tried again after a pause, and in the end the saga is stuck. So it is when its
/// instance crashes, unless it is `durable`: then it is taken back after the restart. A last part
/// without undo stays as it is, whatever became of it.
///
/// Ignored: what it takes to store how far a saga has come (a query can stand for it).
/// Source: Garcia-Molina, Salem, "Sagas", SIGMOD 1987, section 2 and 5 (backward recovery).
class SagaStep final : public Step {
 public:
  SagaStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    UnderWay saga(*this, visit);
    Trial trial(visit.call.span);
    auto parts = take_parts(visit, saga);
    std::optional<Answer> answer;
    if (limit_)
      answer = co_await first_of(parts, *limit_);
    else
      answer = co_await std::move(parts);
    if (!answer) visit.blame(trial.give_up(visit.instance.place()));
    parts = {};
    const auto outcome = answer ? answer->outcome : Outcome::timed_out;
    if (usable(outcome)) {
      saga.end();
    } else {
      const auto taken_back = saga.take_back();
      const Wait wait(visit.call.span, Activity::other, nullptr, visit.cause());
      co_await visit.asking([&] { return until(taken_back); });
    }
    co_return Answer{outcome, {}};
  }

 protected:
  void name(Mentions& mentions) const override {
    if (within_) mentions.limits.push_back({this, *within_, place_of_limit_});
    const bool outside = std::exchange(mentions.optional, mentions.optional || optional());
    for (const auto& part : parts_)
      for (const auto& step : part.steps) step->mention(mentions);
    mentions.optional = true;
    for (const auto& part : parts_)
      if (part.undo)
        for (const auto& step : *part.undo) step->mention(mentions);
    mentions.optional = outside;
    mentions.takes_back = true;
  }

  void declare(Fields& f) override {
    f("saga", parts_, {.says = "the steps of the saga, in order", .required = true});
    f("within", within_,
      {.says = "time limit for all steps together; after that the saga is undone",
       .positive = true});
    f("undo_attempts", undo_attempts_,
      {.says = "attempts to undo a step before the saga is stuck", .at_least = 1});
    f("undo_pause", undo_pause_, {.says = "pause before an undo is retried", .at_least = 0});
    f("durable", durable_,
      {.says = "whether the saga is undone after a crash; by default what was done remains"});
    if (f.reading()) place_of_limit_ = f.place_of("within");
    if (f.sound()) check_parts(f.problems(), f.place_of("saga"));
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    auto least = Duration::zero();
    for (const auto& part : parts_)
      for (const auto& step : part.steps) least += step->least(times, at);
    return least;
  }

  /// Where nothing fails, nothing is taken back.
  Plan plan() const override {
    Plan plan;
    for (const auto& part : parts_) plan.parts.push_back({.parts = plans_of(part.steps)});
    return plan;
  }

  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    books_ = &binding.books();
    transactions_ = &binding.transactions();
    group_ = &binding.background();
    if (within_) limit_.emplace(*calendar_, *within_);
    for (auto& part : parts_) part.attach(binding);
  }

 private:
  /// What is known of a saga that has to be taken back.
  struct Journal {
    TransactionRef transaction;
    Instance& instance;
    Call call;
    std::size_t begun = 0;  ///< parts
    int wipes = 0;          ///< of the instance's memory, before it began
  };
  using Done = std::shared_ptr<Gate>;

  /// A saga while its visit sees to it. Who leaves it behind leaves it to be taken back.
  class UnderWay {
   public:
    UnderWay(SagaStep& step, Visit& visit)
        : step_(step), visit_(visit), wipes_(visit.instance.condition().wipes) {}
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;
    ~UnderWay() {
      if (ended_ || !step_.books_->open()) return;
      if (visit_.instance.up() || step_.durable_)
        take_back();
      else if (begun_ > 0)
        step_.transactions_->stand_still(*visit_.call.transaction);
    }

    void begin_part() { ++begun_; }
    void end() { ended_ = true; }

    Done take_back() {
      end();
      auto call = visit_.call;
      call.cancellable = false;
      call.deadline = end_of_time;
      auto done = std::make_shared<Gate>(*step_.calendar_);
      done->close();
      Journal journal{TransactionRef(*call.transaction), visit_.instance, call, begun_, wipes_};
      start(step_.take_back(std::move(journal), done), *step_.group_);
      return done;
    }

   private:
    SagaStep& step_;
    Visit& visit_;
    int wipes_;
    std::size_t begun_ = 0;
    bool ended_ = false;
  };

  Task<Answer> take_parts(Visit& visit, UnderWay& saga) {
    auto outcome = Outcome::succeeded;
    for (const auto& part : parts_) {
      if (visit.late()) outcome = visit.too_late();
      if (!usable(outcome)) break;
      saga.begin_part();
      const auto answer = co_await take_in_order(part.steps, visit);
      outcome = std::max(outcome, answer.outcome);
    }
    co_return Answer{outcome, {}};
  }

  static Task<Answer> until(Done done) {
    co_await done->opened();
    co_return Answer{Outcome::succeeded, {}};
  }

  Task<void> take_back(Journal journal, Done done) {
    Alone alone(journal.call, *books_,
                {.kind = SpanKind::compensation, .place = journal.instance.place()});
    bool back = true;
    for (auto part = journal.begun; back && part-- > 0;)
      back = co_await take_back(parts_[part], journal);
    alone.end(back ? Outcome::succeeded : Outcome::failed);
    if (!back) transactions_->stand_still(*journal.transaction);
    done->open();
  }

  /// Takes one part back; false where that cannot be done.
  Task<bool> take_back(const SagaPart& part, const Journal& journal) {
    if (part.nothing_to_undo()) co_return true;
    const auto& condition = journal.instance.condition();
    const auto taken_back = journal.transaction->taken_back;
    std::uint64_t tried = 0;
    for (std::int64_t failed = 0; failed < undo_attempts_;) {
      if (durable_) co_await journal.instance.running();
      if (!durable_ && condition.wipes != journal.wipes) co_return false;
      const auto wipes = condition.wipes;
      const auto answer = co_await try_undo(part, journal, tried++);
      if (usable(answer.outcome)) {
        if (journal.transaction->taken_back == taken_back)
          transactions_->take_back(*journal.transaction);
        co_return true;
      }
      const bool crashed = condition.wipes != wipes;
      if (crashed || ++failed == undo_attempts_) continue;
      const Wait wait(journal.call.span, Activity::pause, nullptr, answer.cause);
      co_await calendar_->delay(undo_pause_);
    }
    co_return false;
  }

  Task<Answer> try_undo(const SagaPart& part, const Journal& journal, std::uint64_t tried) {
    const Instance::Uncounted beside(journal.instance);
    auto call = journal.call;
    if (tried > 0) call.attempt = nested_attempt(call.attempt, tried << 48);
    call.first = call.first && tried == 0;
    const auto answer = co_await journal.instance.attempt(part.target, call);
    books_->work(answer.spent, usable(answer.outcome));
    co_return answer;
  }

  void check_parts(Problems& problems, const Place& place) const {
    if (parts_.empty()) problems.add(place, "\"saga\" is empty");
    std::set<std::string> names;
    for (const auto& part : parts_) {
      if (!names.insert(part.name).second)
        problems.add(part.place, fmt::format("the saga step \"{}\" appears twice", part.name));
      if (!part.undo && &part != &parts_.back())
        problems.add(part.place,
                     fmt::format("the saga step \"{}\" has no \"undo\", but others follow it; use "
                                 "\"undo\": [] if nothing has to be undone",
                                 part.name));
    }
  }

  std::vector<SagaPart> parts_;
  std::optional<Duration> within_;
  Place place_of_limit_;
  std::int64_t undo_attempts_ = 5;
  Duration undo_pause_ = std::chrono::seconds(1);
  bool durable_ = false;
  std::optional<Lane> limit_;
  Calendar* calendar_ = nullptr;
  Books* books_ = nullptr;
  Transactions* transactions_ = nullptr;
  TaskGroup* group_ = nullptr;
};

}  // namespace

Kind<Step> saga() {
  return kind<Step, SagaStep>("saga", "Runs steps in order, and undoes them if one of them fails.");
}

}  // namespace faultline
