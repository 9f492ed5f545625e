#pragma once

#include <set>
#include <string>
#include <utility>

#include "models/requests/statuses.hpp"
#include "models/spans/cause_book.hpp"
#include "sim/engine/calendar.hpp"
#include "sim/records/records.hpp"

namespace faultline {

class Span;
class Spans;
struct Answer;
struct Transaction;

/// Passes the records of a run on to the recorder, until it is closed at the end of the run.
class Books {
 public:
  Books(const Calendar& calendar, Recorder& recorder) : calendar_(calendar), recorder_(recorder) {}

  bool open() const { return open_; }
  void close();
  Time now() const { return calendar_.now(); }

  /// The live spans of the run; null where they are not recorded.
  Spans* spans() const { return spans_; }
  void record_in(Spans& spans, bool passages) {
    spans_ = &spans;
    records_passages_ = passages;
  }
  /// Whether each attempt between two parts is recorded.
  bool records_passages() const { return records_passages_; }

  /// What goes on at an instant that does not end, by the names of operations and topics.
  void suspect(const std::string& name) {
    if (suspects_.size() < 10) suspects_.insert(name);
  }
  const std::set<std::string>& suspects() const { return suspects_; }

  /// Whether objects are being destroyed because they are no longer needed.
  bool moot() const { return moot_; }

  /// The client has the answer; its span ends.
  void answered(const Transaction& transaction, const Answer& answer, Span& span);
  void transaction(const TransactionRecord& record) { recorder_.transaction(record); }
  /// Nothing of an accepted transaction is left, or the run has ended, and it is not complete.
  void incomplete(const Transaction& transaction);
  void attempt(const AttemptRecord& record) {
    if (open_) recorder_.attempt(record);
  }
  void level(const LevelRecord& record) { recorder_.level(record); }
  void look_up(bool hit) { recorder_.look_up({now(), hit}); }
  void incident(Incident what) { incident(what, now()); }
  void incident(Incident what, Time at) { recorder_.incident({at, what}); }
  void read(Duration staleness, std::uint64_t missing) {
    recorder_.read({now(), staleness, missing});
  }
  void read_primary() { recorder_.read({now(), Duration::zero(), 0, false}); }
  void lag(const LagRecord& record) { recorder_.lag(record); }
  void publish(Time asked) {
    if (open_) recorder_.publish({asked, now() - asked});
  }
  void follow_up(Time answered, bool knows) {
    if (open_) recorder_.follow_up({answered, now() - answered, knows});
  }
  void strike(std::size_t fault, bool begins) { recorder_.strike({fault, now(), begins}); }
  void recurrence(const RecurrenceRecord& record) { recorder_.recurrence(record); }
  void abort() { recorder_.abort({now()}); }
  void rebuild(Time began) { recorder_.rebuild({began, now() - began}); }
  void topic(const TopicRecord& record) { recorder_.topic(record); }
  void subscription(const SubscriptionRecord& record) { recorder_.subscription(record); }
  void work(Duration spent, bool wanted) {
    if (open_ && spent > Duration::zero()) recorder_.work({now(), spent, wanted});
  }

 private:
  friend class Moot;

  const Calendar& calendar_;
  Recorder& recorder_;
  Spans* spans_ = nullptr;
  bool records_passages_ = false;
  bool open_ = true;
  bool moot_ = false;
  std::set<std::string> suspects_;
};

/// While it exists, destroyed calls were not given up for taking too long: their answers are no
/// longer needed, so that no one is to blame.
class Moot {
 public:
  explicit Moot(Books& books) : books_(books), outside_(std::exchange(books.moot_, true)) {}
  Moot(const Moot&) = delete;
  Moot& operator=(const Moot&) = delete;
  ~Moot() { books_.moot_ = outside_; }

 private:
  Books& books_;
  bool outside_;
};

/// Whether the effects that some work had were new.
struct Effects {
  bool fresh = false;     ///< one happened for the first time
  bool repeated = false;  ///< one happened that had happened before

  /// It had effects, and all of them had happened before.
  bool nothing_new() const { return repeated && !fresh; }
  Effects& operator|=(const Effects& other) {
    fresh |= other.fresh;
    repeated |= other.repeated;
    return *this;
  }
};

/// The answer that returns to the caller, and the service time that was spent on it: none if the
/// answer is a failure, since that time has already been recorded as wasted.
struct Answer {
  Outcome outcome = Outcome::failed;
  Effects effects{};
  Status status{};           ///< of a failure
  CauseId cause = no_cause;  ///< of a failure; none where causes are not recorded
  Duration spent{};
  Duration retry_after{};  ///< with a rejection: how long the one who asked should wait
};

/// Service time while it is held by a coroutine that may be destroyed: whatever was not passed on
/// by then was wasted.
class SpentWork {
 public:
  explicit SpentWork(Books& books) : books_(books) {}
  SpentWork(const SpentWork&) = delete;
  SpentWork& operator=(const SpentWork&) = delete;
  ~SpentWork() { books_.work(spent_, false); }

  void add(Duration span) { spent_ += span; }
  void add(const Answer& answer) {
    spent_ += answer.spent;
    effects_ |= answer.effects;
    if (answer.cause != no_cause) cause_ = answer.cause;
  }
  void add(Effects effects) { effects_ |= effects; }
  /// It fails for this reason.
  void blame(CauseId cause) { cause_ = cause; }
  /// Why the latest failure came about; none: it is not known.
  CauseId cause() const { return cause_; }

  /// The request that it was spent on is answered. By the same rule for calls and events, the work
  /// was wasted if the answer is a failure, or if all its effects had happened before.
  Answer answer(Outcome outcome) {
    const bool useful = usable(outcome) && !effects_.nothing_new();
    const auto spent = useful ? std::exchange(spent_, Duration::zero()) : Duration::zero();
    return {.outcome = outcome,
            .effects = effects_,
            .cause = usable(outcome) ? no_cause : cause_,
            .spent = spent};
  }

 private:
  Books& books_;
  Duration spent_{};
  Effects effects_;
  CauseId cause_ = no_cause;  ///< of the latest failure
};

}  // namespace faultline
