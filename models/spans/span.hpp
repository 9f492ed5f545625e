#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "models/spans/cause_book.hpp"
#include "models/spans/trail.hpp"
#include "sim/records/spans.hpp"

namespace faultline {

class Contended;
class Spans;
class Wait;

/// What a span stands for, and where.
struct SpanSubject {
  SpanKind kind = SpanKind::call;
  std::uint16_t place = 0;     ///< index in RunFrame::places
  std::uint16_t instance = 0;  ///< of its place
  std::uint32_t operation = SpanRecord::no_operation;
};

/// A request at one place while it is there, as part of what the one who asked does: the spans of a
/// request are a tree. It lives in the frame of a coroutine. From the live tree one sees at any
/// instant what a request waits for; at its end it is recorded, where its request is traced, and
/// its response time is split into pieces.
///
/// Where nothing is recorded, `open` is never called, and each function is without effect.
class Span {
 public:
  Span() = default;
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;
  ~Span() {
    if (spans_) leave();
  }

  /// Nobody waits for it: a request of a client, an event that is processed, or something that goes
  /// on by itself as a consequence of `parent`.
  void open(Spans& spans, std::uint64_t request, const SpanSubject& subject,
            std::uint32_t parent = SpanRecord::no_span);
  /// As a client sees it, with the pieces of its response time.
  void open_for_client(Spans& spans, std::uint64_t request);
  /// It consumes what that span published.
  void link_to(std::uint32_t span) { link_ = span; }
  /// A part of what `asker` does.
  void open(Span& asker, const SpanSubject& subject);
  /// One of several things that `asker` does at once, with pieces of its own.
  Span& branch_off(Span& asker);

  bool recorded() const { return spans_ != nullptr; }
  Span* if_recorded() { return spans_ ? this : nullptr; }
  Spans& spans() const { return *spans_; }
  std::uint64_t request() const { return request_; }
  const SpanSubject& subject() const { return subject_; }
  std::uint16_t place() const { return subject_.place; }
  std::uint32_t number() const { return number_; }
  bool traced() const { return number_ != SpanRecord::no_span; }
  bool abandoned() const { return abandoned_ < end_of_time; }
  Trail* trail() const { return trail_; }
  const Span* asker() const { return asker_; }
  const Span* first_child() const { return child_; }
  const Span* next_sibling() const { return next_; }
  const Wait* wait() const { return wait_; }

  /// It has ended, as its asker sees it.
  void close(Outcome outcome);
  /// Nobody waits for it any longer, because of `why`.
  void abandon(CauseId why);
  /// Nobody waits for anything that it asked for.
  void abandon_children(CauseId why);

  /// Until it is merged it does several things at once: of their pieces only those count of the
  /// one that ends last.
  void fork() { ++forks_; }
  void merge(const Trail::Mark& mark, Time since);

  /// From now on what it asks for is its try number `attempt`, after a failure for this reason.
  void try_again(std::uint32_t attempt, CauseId because) {
    attempt_ = attempt;
    because_ = because;
  }
  /// Why it is another try, or is done for nobody; none: it is neither.
  CauseId repeated_because() const {
    return abandoned_because_ != no_cause ? abandoned_because_ : repeats_;
  }
  /// A cache that had no entry for it.
  void missed(std::uint16_t cache) { missed_ = cache; }
  /// Why it last gave up what it asked for.
  CauseId gave_up_because() const { return gave_up_because_; }
  std::uint16_t missed() const { return missed_; }

  /// A policy has decided something about what it asks of `place`.
  void decide(Decision decision, std::uint16_t place) const;
  /// It worked since then.
  void worked(Time since) const;

 private:
  friend class Trial;
  friend class Wait;

  void leave();
  void keep_own_trail();
  void forget_trail();
  void stop_waiting();
  void split(Outcome outcome);
  void record(Outcome outcome) const;
  SpanRecord part(SpanKind kind, Time since) const;

  Spans* spans_ = nullptr;
  Span* asker_;
  Span* child_;   ///< the newest of those that it waits for
  Span* next_;    ///< the one before it, of the same asker
  Trail* trail_;  ///< null: nobody waits for it
  Wait* wait_;    ///< what it waits for itself; null: it works, or waits for its children
  std::uint64_t request_;
  Time began_;
  Time abandoned_;
  Trail::Mark mark_;
  SpanSubject subject_;
  std::uint32_t number_ = SpanRecord::no_span;
  std::uint32_t parent_;  ///< number of the asker
  std::uint32_t link_;
  std::uint32_t try_;      ///< which of its asker's
  std::uint32_t attempt_;  ///< which try what it asks for is
  CauseId because_;        ///< why it tries that again
  CauseId repeats_;        ///< why it is a part of another try
  CauseId abandoned_because_;
  CauseId gave_up_because_;
  std::uint16_t forks_;
  std::uint16_t missed_;
  bool owns_trail_;
  Activity last_wait_;             ///< while it did several things at once
  std::unique_ptr<Trail> latest_;  ///< the pieces of what ended last, meanwhile
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
  Time since() const { return since_; }

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
  /// Another branch had the answer first: what was waited for before that began was in vain.
  void overtaken_by(const Span& branch) const;

 private:
  Span* span_;
  Time since_{};
  Trail::Mark mark_;
};

}  // namespace faultline
