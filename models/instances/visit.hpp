#pragma once

#include "models/requests/blame.hpp"
#include "models/requests/target.hpp"
#include "sim/engine/task.hpp"
#include "sim/resources/waiting_line.hpp"

namespace faultline {

class Instance;

/// A request at an instance, from being sent to being answered. It lives in the coroutine of the
/// attempt, and is linked to the instance while the instance works on it.
///
/// When the caller is destroyed, the attempt continues as a zombie, unless the call is cancellable.
/// Service time that was not passed on with the answer was wasted.
class Visit final : public Link, public Heir<Answer>, public SpanOwner {
 public:
  Visit(Instance& at, const Target& target, const Call& asked);
  ~Visit();

  Instance& instance;
  HostId from;                  ///< where the one who asks stands
  const Instance* by;           ///< the one who asks; null: the client, or what consumes events
  Call call;                    ///< as it is passed on from here
  Session* sessions = nullptr;  ///< the transactions of stores that it has open, newest first

  /// The deadline that the call carries has passed.
  bool late() const { return call.deadline < end_of_time && passed(call.deadline); }

  /// A call of `ask`, given up at the deadline that the call carries.
  template <class Ask>
  Task<Answer> asking(Ask ask) {
    if (call.deadline == end_of_time) [[likely]]
      return ask();
    return until_deadline(ask());
  }

  /// What a queue may know of it.
  Demand demand() const;

  /// The instance ends what it has, with this symptom: its work is lost, and its caller learns of
  /// it.
  void abort(Symptom symptom = Symptom::crashed);

  /// What is asked; a fault has damaged the message that said so, or that has the answer.
  const Target& target() const { return target_; }
  const std::optional<Symptom>& damaged() const { return damaged_; }
  void damage(Symptom symptom) { damaged_ = symptom; }

  /// The caller has received the answer.
  Answer deliver(Outcome outcome) {
    outcome_ = outcome;
    if (!usable(outcome) && call.span) [[unlikely]]
      explain();
    auto answer = spent_.answer(outcome);
    answer.status = status_;
    return answer;
  }

  /// It ends so, by a fault here or, without one, as `otherwise` says; returns the outcome.
  Outcome ends(Outcome outcome, Symptom symptom, RootKind otherwise = RootKind::unknown) {
    if (call.span) spent_.blame(cause_at(call, symptom, call.span->place(), otherwise));
    return outcome;
  }
  /// By an event that cannot be processed.
  Outcome poisoned() { return ends(Outcome::failed, Symptom::poison); }
  /// By what faults have made of the instance.
  Outcome refused(Outcome outcome, Status status = {}) {
    status_ = status;
    return ends(outcome, outcome == Outcome::rejected ? Symptom::limited : Symptom::error);
  }
  /// The deadline that it carries has passed.
  Outcome too_late();
  /// Why the latest failure here came about.
  CauseId cause() const { return spent_.cause(); }
  /// It fails for this reason.
  void blame(CauseId cause) { spent_.blame(cause); }
  /// Since others occupy all of `contended`.
  Outcome ends(Outcome outcome, Symptom symptom, const Contended& contended) {
    if (call.span) spent_.blame(cause_of(call, symptom, call.span->place(), contended));
    return outcome;
  }

  /// One more thing that takes no time by itself: too many of them at one instant are told of with
  /// the name of the operation.
  Calendar::Delay pass();

  /// Service time spent here.
  void add(Duration spent) { spent_.add(spent); }
  /// Takes over what an answer from elsewhere cost and brought about.
  void add(const Answer& answer) { spent_.add(answer); }
  /// One of the transaction's effects happened here.
  void brings(Effects effects) { spent_.add(effects); }

  /// co_await visit.busy(span): works for `span`, counted as spent to its end or to where it is
  /// destroyed.
  class Busy : public Calendar::Delay {
   public:
    Busy(Visit& visit, Calendar& calendar, Duration time)
        : Delay(calendar, time), visit_(visit), started_(calendar.now()) {}
    [[gnu::always_inline]] ~Busy() {
      const auto now = calendar().now();
      visit_.add(now - started_);
      if (visit_.call.span) visit_.call.span->worked(started_, now);
    }

   private:
    Visit& visit_;
    Time started_;
  };
  Busy busy(Duration time);

  /// co_await visit.travel(span): a message of it is under way for so long.
  class Travel : public Calendar::Delay {
   public:
    Travel(Visit& visit, Calendar& calendar, Duration time)
        : Delay(calendar, time), wait_(visit.call.span, Activity::network) {}

   private:
    Wait wait_;
  };
  Travel travel(Duration time);
  /// It came through the queue of its instance, and does not wait in it.
  bool has_worker() const;
  /// What it waits for in the queue of its instance.
  Activity queueing() const {
    return target_.kind == SpanKind::query ? Activity::connection : Activity::queue;
  }

  void inherit(Task<Answer> rest) override;

  SpanSubject subject() const override;
  std::uint64_t request() const override { return call.transaction->id; }
  Time began() const override { return started_; }

  /// co_await visit.begin(): makes the visit known to the frame it stands in.
  struct Begin {
    Visit& visit;
    bool await_ready() { return false; }
    bool await_suspend(Task<Answer>::Frame frame) {
      visit.promise_ = &frame.promise();
      if (!visit.call.cancellable) frame.promise().heir = &visit;
      return false;
    }
    void await_resume() {}
  };
  Begin begin() { return {*this}; }

 private:
  bool passed(Time deadline) const;
  void explain();
  [[gnu::noinline]] void open_span() noexcept;
  [[gnu::noinline]] void end_span();
  void record_passage() const;
  Task<Answer> until_deadline(Task<Answer> asked);
  static Task<void> outlive(Task<Answer> rest, TransactionRef keep, Books& books);

  const Target& target_;
  Time started_;
  Span span_;
  SpentWork spent_;
  Task<Answer>::promise_type* promise_ = nullptr;
  Outcome outcome_ = Outcome::timed_out;
  Status status_;
  std::optional<Symptom> damaged_;
  bool abandoned_ = false;  ///< nobody waits for the answer any longer
};

}  // namespace faultline
