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

/// What a span stands for, and where.
struct SpanSubject {
  SpanKind kind = SpanKind::call;
  std::uint16_t place = 0;     ///< index in RunFrame::places
  std::uint16_t instance = 0;  ///< of its place
  std::uint32_t operation = SpanRecord::no_operation;
};

/// Whose span it is: what is asked of it only now and then.
class SpanOwner {
 public:
  virtual SpanSubject subject() const = 0;
  virtual std::uint64_t request() const = 0;
  virtual Time began() const = 0;

 protected:
  ~SpanOwner() = default;
};

/// What most spans have no need of.
struct SpanNotes {
  Span* next = nullptr;     ///< the one before it, of an asker that does several things at once
  Span* newer = nullptr;    ///< the one behind it
  Trail* latest = nullptr;  ///< while it does several things at once: of what ended last
  Time abandoned = end_of_time;
  std::uint32_t number = SpanRecord::no_span;
  std::uint32_t parent = SpanRecord::no_span;  ///< number of the asker
  std::uint32_t link = SpanRecord::no_span;
  std::uint32_t tried = 1;     ///< which try of its asker's it is
  std::uint32_t attempt = 1;   ///< which try what it asks for is
  CauseId because = no_cause;  ///< why it tries that again
  CauseId repeats = no_cause;  ///< why it is a part of another try
  CauseId abandoned_because = no_cause;
  CauseId gave_up_because = no_cause;
  std::uint16_t forks = 0;
  std::uint16_t missed = 0;  ///< the cache that had no entry for it
  bool owns_trail = false;
  bool detailed = false;  ///< its waits, its work and what policies decide are traced, too
  Activity last_wait = Activity::work;  ///< while it does several things at once
};

/// A request at one place while it is there, as part of what the one who asked does: the spans of a
/// request are a tree. It lives in the frame of a coroutine. From the live tree one sees at any
/// instant what a request waits for; at its end a span is recorded, where its request is traced,
/// and its response time is split into pieces.
///
/// Where spans are not recorded it is never opened, and whoever would have a pointer to it has
/// null.
class Span {
 public:
  Span() = default;
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;
  ~Span() {
    if (spans_) leave();
  }

  /// A part of what `asker` does. The owner outlives it.
  void open(Span& asker, const SpanOwner& owner, std::uint16_t place);
  /// It has ended, as its asker sees it.
  void close(Outcome outcome) {
    if (is_special(outcome)) close_with_care(outcome);
  }

  /// There is more to say of it at its end than how long it was.
  bool is_special(Outcome outcome) const { return notes_ || !usable(outcome); }

  bool recorded() const { return spans_ != nullptr; }
  bool recording() const;
  Spans& spans() const { return *spans_; }
  std::uint64_t request() const { return owner_->request(); }
  SpanSubject subject() const { return owner_->subject(); }
  std::uint16_t place() const { return place_; }
  Time began() const { return owner_->began(); }
  std::uint32_t number() const { return notes_ ? notes_->number : SpanRecord::no_span; }
  bool traced() const { return number() != SpanRecord::no_span; }
  /// Traced with its waits, and not only counted.
  bool detailed() const { return notes_ && notes_->detailed; }
  bool abandoned() const { return notes_ && notes_->abandoned < end_of_time; }
  Trail* trail() const { return trail_; }
  const Span* asker() const { return asker_; }
  const Span* first_child() const { return child_; }
  const Span* next_sibling() const { return next(); }
  const Wait* wait() const { return wait_; }

  /// It worked from then to now.
  void worked(Time since, Time now) {
    if (notes_ || !trail_ || !trail_->has_room()) [[unlikely]]
      return worked_with_care(since);
    trail_->append({place_, Activity::work, now - since});
  }

  /// Nobody waits for it any longer, because of `why`.
  void abandon(CauseId why);
  /// Nobody waits for anything that it asked for.
  void abandon_children(CauseId why);

  /// Until it is merged it does several things at once: of their pieces only those count of the
  /// one that ends last.
  void fork() { ++notes().forks; }
  void merge(Trail::Mark mark, Time since);

  /// From now on what it asks for is its try number `attempt`, after a failure for this reason.
  void try_again(std::uint32_t attempt, CauseId because) {
    notes().attempt = attempt;
    notes().because = because;
  }
  /// Why it is another try, or is done for nobody; none: it is neither.
  CauseId repeated_because() const {
    if (!notes_) return no_cause;
    return notes_->abandoned_because != no_cause ? notes_->abandoned_because : notes_->repeats;
  }
  /// Why it last gave up what it asked for.
  CauseId gave_up_because() const { return notes_ ? notes_->gave_up_because : no_cause; }
  /// A cache that had no entry for it.
  void missed(std::uint16_t cache) { notes().missed = cache; }
  std::uint16_t missed() const { return notes_ ? notes_->missed : 0; }

  /// It consumes what that span published.
  void link_to(std::uint32_t span) { notes().link = span; }
  /// A policy has decided something about what it asks of `place`.
  void decide(Decision decision, std::uint16_t place) const;

 protected:
  /// Nobody waits for it.
  void open_alone(Spans& spans, const SpanOwner& owner, std::uint16_t place);
  void trace_below(std::uint32_t parent, bool detailed);
  void have_trail(Trail& trail) { trail_ = &trail; }
  void keep_own_trail();
  /// It is gone, while its owner is still there.
  void end();

 private:
  friend class Trial;
  friend class Wait;

  SpanNotes& notes() { return notes_ ? *notes_ : make_notes(); }
  SpanNotes& make_notes();
  Span* next() const { return notes_ ? notes_->next : nullptr; }
  bool forked() const { return notes_ && notes_->forks > 0; }
  void inherit();
  void leave() {
    if (child_ || notes_ || !asker_ || asker_->child_ != this) [[unlikely]]
      return leave_with_care();
    asker_->child_ = nullptr;
  }
  void leave_with_care();
  void close_with_care(Outcome outcome);
  void forget_trail();
  void stop_waiting();
  void worked_with_care(Time since);
  void record(Outcome outcome, bool finished = true);
  SpanRecord part(SpanKind kind, Time since) const;

  Spans* spans_ = nullptr;
  Span* asker_;
  Span* child_;  ///< what it waits for; the newest, where there are several
  const SpanOwner* owner_;
  Trail* trail_;  ///< null: nobody waits for it
  Wait* wait_;    ///< what it waits for itself; null: it works, or waits for its children
  SpanNotes* notes_;
  Trail::Mark mark_;
  std::uint16_t place_;
};

inline void Span::open(Span& asker, const SpanOwner& owner, std::uint16_t place) {
  spans_ = asker.spans_;
  asker_ = &asker;
  child_ = nullptr;
  owner_ = &owner;
  trail_ = asker.trail_;
  wait_ = nullptr;
  notes_ = nullptr;
  place_ = place;
  mark_ = trail_ ? trail_->mark() : 0;
  if (asker.notes_ || asker.child_) [[unlikely]]
    inherit();
  asker.child_ = this;
}

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
  Wait** place_;  ///< that points at this: in the span, or in the wait within it
  Time since_;
};

/// A span that is nobody's visit: of a client, of one of several things at once, or of what goes on
/// by itself.
class OwnSpan final : public Span, public SpanOwner {
 public:
  ~OwnSpan() {
    if (recorded()) end();
  }

  /// Nobody waits for it: an event that is processed, or something that goes on by itself as a
  /// consequence of the span `parent`.
  void open(Spans& spans, std::uint64_t request, const SpanSubject& subject,
            std::uint32_t parent = SpanRecord::no_span);
  /// A request as its client sees it, with the pieces of its response time.
  void open_for_client(Spans& spans, std::uint64_t request);
  /// One of several things that `asker` does at once, with pieces of its own.
  void branch_off(Span& asker);

  SpanSubject subject() const override { return subject_; }
  std::uint64_t request() const override { return request_; }
  Time began() const override { return began_; }

 private:
  std::uint64_t request_;
  Time began_;
  SpanSubject subject_;
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
  Trail::Mark mark_{};
};

/// Something that a span asks for and may stop waiting for.
class Trial {
 public:
  /// Without a span it is without effect.
  explicit Trial(Span* span);

  /// Its time is over, at `place`: gives up what the span asked for, and says why it took so long.
  CauseId give_up(std::uint16_t place);
  /// A branch has the answer: what was waited for at `place` before that began was in vain.
  void won_by(const Span& branch, std::uint16_t place) const;

 private:
  Span* span_;
  Time since_{};
  Trail::Mark mark_{};
};

}  // namespace faultline
