#pragma once

#include <cstdint>
#include <utility>

#include "models/spans/cause_book.hpp"
#include "models/spans/contended.hpp"
#include "models/spans/trail.hpp"
#include "sim/engine/calendar.hpp"
#include "sim/records/spans.hpp"

namespace faultline {

class Span;
class Spans;
class Wait;

/// Where spans come from: as new as if they had never been used.
struct SpanPool {
  const Calendar& calendar;
  Span* free = nullptr;
  bool open = true;  ///< the run has not ended: what ends is recorded
};

/// What a span stands for, and where.
struct SpanSubject {
  SpanKind kind = SpanKind::call;
  std::uint16_t place = 0;     ///< index in RunFrame::places
  std::uint16_t instance = 0;  ///< of its place
  std::uint32_t operation = SpanRecord::no_operation;
};

/// A request at one place while it is there, as part of what the one who asked does: the spans of a
/// request are a tree. From the live tree one sees at any instant what a request waits for; at its
/// end a span is recorded, where its request is traced, and its response time is split into pieces.
///
/// Spans are handed out by `Spans` and given back by `end`. Where nothing is recorded there is
/// none: who has a span has a pointer, which is null then.
class Span {
 public:
  /// A part of what this does.
  Span& open(const SpanSubject& subject);
  /// One of several things that it does at once, with pieces of its own.
  Span& branch_off();
  /// It has ended, as its asker sees it.
  void close(Outcome outcome) {
    if (!pool_->open) return;
    if (trail_) split(outcome);
    if (traced()) [[unlikely]]
      record(outcome);
  }
  /// It is gone, closed or not.
  void end();

  Spans& spans() const;
  bool recording() const { return pool_->open; }
  std::uint64_t request() const { return request_; }
  const SpanSubject& subject() const { return subject_; }
  std::uint16_t place() const { return subject_.place; }
  Time began() const { return began_; }
  std::uint32_t number() const { return number_; }
  bool traced() const { return number_ != SpanRecord::no_span; }
  bool abandoned() const { return abandoned_ < end_of_time; }
  Trail* trail() const { return trail_; }
  const Span* asker() const { return asker_; }
  const Span* first_child() const { return child_; }
  const Span* next_sibling() const { return next_; }
  const Wait* wait() const { return wait_; }

  /// It takes one of the slots of its place, until it leaves it or ends.
  void occupy(Occupants& occupants) { slot_.take(occupants, this); }
  void leave_slot() { slot_.leave(); }

  /// Nobody waits for it any longer, because of `why`.
  void abandon(CauseId why);
  /// Nobody waits for anything that it asked for.
  void abandon_children(CauseId why);

  /// Until it is merged it does several things at once: of their pieces only those count of the
  /// one that ends last.
  void fork() {
    used_ = true;
    ++forks_;
  }
  void merge(const Trail::Mark& mark, Time since);

  /// From now on what it asks for is its try number `attempt`, after a failure for this reason.
  void try_again(std::uint32_t attempt, CauseId because) {
    used_ = true;
    attempt_ = attempt;
    because_ = because;
  }
  /// Why it is another try, or is done for nobody; none: it is neither.
  CauseId repeated_because() const {
    return abandoned_because_ != no_cause ? abandoned_because_ : repeats_;
  }
  /// Why it last gave up what it asked for.
  CauseId gave_up_because() const { return gave_up_because_; }
  /// A cache that had no entry for it.
  void missed(std::uint16_t cache) {
    used_ = true;
    missed_ = cache;
  }
  std::uint16_t missed() const { return missed_; }

  /// It consumes what that span published.
  void link_to(std::uint32_t span) {
    used_ = true;
    link_ = span;
  }
  /// A policy has decided something about what it asks of `place`.
  void decide(Decision decision, std::uint16_t place) const;
  /// It worked since then.
  void worked(Time since) const;

 private:
  friend class Spans;
  friend class Trial;
  friend class Wait;

  void keep_own_trail();
  void forget_trail();
  void stop_waiting();
  void split(Outcome outcome);
  void record(Outcome outcome) const;
  SpanRecord part(SpanKind kind, Time since) const;
  void latest_is(const Trail& trail);
  static Span& more(SpanPool& pool);
  void set_number(std::uint32_t parent);
  void renew();

  // Set as it is opened:
  SpanPool* pool_ = nullptr;
  Span* asker_ = nullptr;
  Span* child_ = nullptr;   ///< the newest of those that it waits for
  Span* next_ = nullptr;    ///< the one before it, of the same asker; or the next free one
  Trail* trail_ = nullptr;  ///< null: nobody waits for it
  Trail::Mark mark_;
  std::uint64_t request_ = 0;
  Time began_{};
  SpanSubject subject_;
  std::uint32_t number_ = SpanRecord::no_span;
  std::uint32_t try_ = 1;       ///< which of its asker's
  CauseId repeats_ = no_cause;  ///< why it is a part of another try
  Wait* wait_ = nullptr;  ///< what it waits for itself; null: it works, or waits for its children
  Occupants::Place slot_;
  // As new unless it was used:
  bool used_ = false;
  bool owns_trail_ = false;
  Activity last_wait_ = Activity::work;  ///< while it does several things at once
  std::uint16_t forks_ = 0;
  std::uint16_t missed_ = 0;
  std::uint32_t attempt_ = 1;   ///< which try what it asks for is
  CauseId because_ = no_cause;  ///< why it tries that again
  CauseId abandoned_because_ = no_cause;
  CauseId gave_up_because_ = no_cause;
  std::uint32_t parent_ = SpanRecord::no_span;  ///< number of the asker
  std::uint32_t link_ = SpanRecord::no_span;
  Time abandoned_ = end_of_time;
  Trail* latest_ = nullptr;  ///< while it does several things at once: of what ended last
};

inline Span& Span::open(const SpanSubject& subject) {
  auto& span = pool_->free ? *pool_->free : more(*pool_);
  pool_->free = span.next_;
  span.asker_ = this;
  span.child_ = nullptr;
  span.next_ = std::exchange(child_, &span);
  span.request_ = request_;
  span.began_ = pool_->calendar.now();
  span.subject_ = subject;
  span.number_ = number_;
  span.try_ = attempt_;
  span.repeats_ = because_ != no_cause ? because_ : repeats_;
  span.trail_ = trail_;
  if (trail_) span.mark_ = trail_->mark();
  if (number_ != SpanRecord::no_span) [[unlikely]]
    span.set_number(number_);
  if (forks_ > 0 && trail_) [[unlikely]]
    span.keep_own_trail();
  return span;
}

/// What was not waited for was worked; of a failure only the whole is left.
inline void Span::split(Outcome outcome) {
  const auto whole = pool_->calendar.now() - began_;
  if (usable(outcome)) [[likely]]
    trail_->add({place(), Activity::work, whole - trail_->since(mark_)});
  else
    trail_->replace(mark_, {place(), Activity::failure, whole});
  if (asker_ && asker_->forks_ > 0) [[unlikely]]
    asker_->latest_is(*trail_);
}

inline void Span::end() {
  slot_.leave();
  if (used_) [[unlikely]]
    renew();
  for (auto* child = child_; child; child = child->next_) child->asker_ = nullptr;
  if (asker_) {
    auto** place = &asker_->child_;
    while (*place != this) place = &(*place)->next_;
    *place = next_;
  }
  next_ = std::exchange(pool_->free, this);
}

/// Ends a span with itself.
class SpanEnd {
 public:
  /// Null: there is none.
  explicit SpanEnd(Span* span = nullptr) : span_(span) {}
  SpanEnd(const SpanEnd&) = delete;
  SpanEnd& operator=(const SpanEnd&) = delete;
  ~SpanEnd() {
    if (span_) span_->end();
  }
  void close(Outcome outcome) {
    if (span_) span_->close(outcome);
  }
  Span* get() const { return span_; }

 private:
  Span* span_;
};

/// Something that a span waits for, while this exists.
class Wait {
 public:
  /// Without a span it is without effect. `contended` is what others occupy meanwhile.
  Wait(Span* span, Activity activity, const Contended* contended = nullptr,
       CauseId because = no_cause)
      : span_(span), activity_(activity) {
    if (span_) begin(contended, because);
  }
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;
  ~Wait() {
    if (span_) end();
  }

  Activity activity() const { return activity_; }
  const Contended* contended() const { return contended_; }
  CauseId because() const { return because_; }

 private:
  friend class Span;
  void begin(const Contended* contended, CauseId because);
  void end();

  Span* span_;
  Activity activity_;
  CauseId because_;
  const Contended* contended_;
  Wait* outer_;
  Time since_;
};

/// While it exists, or until it is merged, a span does several things at once.
class Fork {
 public:
  /// Without a span it is without effect.
  explicit Fork(Span* span);
  Fork(const Fork&) = delete;
  Fork& operator=(const Fork&) = delete;
  ~Fork() { merge(); }
  void merge() {
    if (span_) std::exchange(span_, nullptr)->merge(mark_, since_);
  }

 private:
  Span* span_;
  Time since_{};
  Trail::Mark mark_;
};

/// Something that a span asks for and may stop waiting for.
class Trial {
 public:
  /// Without a span it is without effect.
  explicit Trial(Span* span);

  /// Its time is over, at `place`: gives up what the span asked for, and says why it took so long.
  CauseId give_up(std::uint16_t place);
  /// A branch had the answer first: what was waited for before that began was in vain.
  void overtaken_by(const Span& branch) const;

 private:
  Span* span_;
  Time since_{};
  Trail::Mark mark_;
};

}  // namespace faultline
