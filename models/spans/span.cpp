#include "models/spans/span.hpp"

#include "models/spans/spans.hpp"

namespace faultline {

bool Span::recording() const { return spans_->is_open(); }

SpanNotes& Span::make_notes() {
  notes_ = &spans_->take_notes();
  return *notes_;
}

/// From an asker who tries again, is traced, or does several things at once.
void Span::inherit() {
  if (auto* before = asker_->child_) {
    notes().next = before;
    before->notes().newer = this;
  }
  const auto* asker = asker_->notes_;
  if (!asker) return;
  if (asker->forks > 0 && trail_) keep_own_trail();
  if (asker->number != SpanRecord::no_span) {
    notes().parent = asker->number;
    notes().number = spans_->next_number();
    notes().tried = asker->attempt;
    notes().detailed = asker->detailed;
  }
  const auto repeats = asker->because != no_cause ? asker->because : asker->repeats;
  if (repeats != no_cause) notes().repeats = repeats;
}

void Span::open_alone(Spans& spans, const SpanOwner& owner, std::uint16_t place) {
  spans_ = &spans;
  asker_ = child_ = nullptr;
  owner_ = &owner;
  trail_ = nullptr;
  wait_ = nullptr;
  notes_ = nullptr;
  place_ = place;
  mark_ = 0;
}

void Span::trace_below(std::uint32_t parent, bool detailed) {
  notes().detailed = detailed;
  notes().number = spans_->next_number();
  notes().parent = parent;
}

void OwnSpan::open(Spans& spans, std::uint64_t request, const SpanSubject& subject,
                   std::uint32_t parent) {
  request_ = request;
  began_ = spans.now();
  subject_ = subject;
  open_alone(spans, *this, subject.place);
  if (spans.traces(request)) trace_below(parent, spans.details(request));
}

void OwnSpan::open_for_client(Spans& spans, std::uint64_t request) {
  open(spans, request, {.kind = SpanKind::request});
  have_trail(spans.take_trail());
}

void OwnSpan::branch_off(Span& asker) {
  const auto above = asker.subject();
  request_ = asker.request();
  began_ = asker.spans().now();
  subject_ = {.kind = SpanKind::branch, .place = above.place, .instance = above.instance};
  Span::open(asker, *this, above.place);
  if (trail()) keep_own_trail();
}

void Span::keep_own_trail() {
  if (notes_ && notes_->owns_trail) return;
  trail_ = &spans_->take_trail();
  notes().owns_trail = true;
  mark_ = 0;
}

void Span::leave_with_care() {
  for (auto* child = child_; child; child = child->next()) child->asker_ = nullptr;
  if (asker_) {
    auto* newer = notes_ ? notes_->newer : nullptr;
    (newer ? newer->notes_->next : asker_->child_) = next();
    if (next()) next()->notes_->newer = newer;
  }
  if (!notes_) return;
  if (traced()) record(Outcome::timed_out, false);
  if (notes_->owns_trail) spans_->give_back(*trail_);
  if (notes_->latest) spans_->give_back(*notes_->latest);
  spans_->give_back(*notes_);
}

/// Of a client the trail is its own.
void Span::end() {
  if (!asker_ && trail_ && !(notes_ && notes_->owns_trail)) spans_->give_back(*trail_);
  if (asker_ || child_ || notes_) leave();
  spans_ = nullptr;
}

/// Of a failure only the whole is left.
void Span::close_with_care(Outcome outcome) {
  if (!recording()) return;
  if (trail_ && !usable(outcome))
    trail_->replace(mark_, {place(), Activity::failure, spans_->now() - began()});
  if (trail_ && asker_ && asker_->forked()) {
    auto& latest = asker_->notes_->latest;
    if (!latest) latest = &spans_->take_trail();
    latest->clear();
    latest->join(*trail_);
  }
  if (traced()) record(outcome);
}

void Span::merge(Trail::Mark mark, Time since) {
  if (--notes_->forks > 0) return;
  abandon_children(no_cause);
  stop_waiting();
  auto* latest = std::exchange(notes_->latest, nullptr);
  if (trail_) {
    const auto whole = spans_->now() - since;
    const bool whole_known = latest && latest->total() <= whole;
    const auto known = whole_known ? latest->total() : Duration::zero();
    trail_->replace(mark, {place(), notes_->last_wait, whole - known});
    if (whole_known) trail_->join(*latest);
  }
  if (latest) spans_->give_back(*latest);
  notes_->last_wait = Activity::work;
}

SpanRecord Span::part(SpanKind kind, Time since) const {
  return {.request = request(),
          .number = spans_->next_number(),
          .parent = number(),
          .kind = kind,
          .place = place(),
          .instance = subject().instance,
          .attempt = notes_->attempt,
          .began = since,
          .ended = spans_->now()};
}

/// Once: it is not traced any longer then.
void Span::record(Outcome outcome, bool finished) {
  const auto subject = this->subject();
  spans_->recorder().span({.request = request(),
                           .number = std::exchange(notes_->number, SpanRecord::no_span),
                           .parent = notes_->parent,
                           .link = notes_->link,
                           .kind = subject.kind,
                           .place = place(),
                           .instance = subject.instance,
                           .operation = subject.operation,
                           .attempt = notes_->tried,
                           .began = began(),
                           .ended = spans_->now(),
                           .abandoned = notes_->abandoned,
                           .outcome = outcome,
                           .finished = finished});
}

/// While it does several things at once, what it works is one of them.
void Span::worked_with_care(Time since) {
  if (!recording() || since == spans_->now()) return;
  if (forked())
    notes_->last_wait = Activity::work;
  else if (trail_)
    trail_->add({place(), Activity::work, spans_->now() - since});
  if (detailed()) spans_->recorder().span(part(SpanKind::wait, since));
}

void Span::decide(Decision decision, std::uint16_t place) const {
  if (!detailed() || !recording()) return;
  auto record = part(SpanKind::decision, spans_->now());
  record.decision = decision;
  record.place = place;
  spans_->recorder().span(record);
}

void Span::forget_trail() {
  if (!trail_ || (notes_ && notes_->owns_trail)) return;
  trail_ = nullptr;
  for (auto* child = child_; child; child = child->next()) child->forget_trail();
}

void Span::abandon(CauseId why) {
  if (abandoned()) return;
  notes().abandoned = spans_->now();
  notes().abandoned_because = why;
  forget_trail();
}

void Span::abandon_children(CauseId why) {
  for (auto* child = child_; child; child = child->notes_->next) child->abandon(why);
}

void Span::stop_waiting() {
  for (auto* wait = std::exchange(wait_, nullptr); wait; wait = wait->outer_) wait->span_ = nullptr;
}

void Wait::begin(const Contended* contended, CauseId because) {
  contended_ = contended;
  because_ = because;
  since_ = span_->spans_->now();
  place_ = &span_->wait_;
  outer_ = std::exchange(span_->wait_, this);
  if (outer_) outer_->place_ = &outer_;
}

void Wait::end() {
  auto& span = *span_;
  *place_ = outer_;
  if (outer_) outer_->place_ = place_;
  if (span.forked())
    span.notes_->last_wait = activity_;
  else if (span.trail_ && !outer_ && span.recording())
    span.trail_->add({span.place(), activity_, span.spans_->now() - since_});
  if (!span.detailed() || since_ == span.spans_->now()) return;
  auto record = span.part(SpanKind::wait, since_);
  record.activity = activity_;
  span.spans_->recorder().span(record);
}

namespace {

Trail::Mark mark_of(const Span& span) { return span.trail() ? span.trail()->mark() : 0; }

}  // namespace

Fork::Fork(Span* span) : span_(span) {
  if (!span_) return;
  since_ = span_->spans().now();
  mark_ = mark_of(*span_);
  span_->fork();
}

Trial::Trial(Span* span) : span_(span) {
  if (!span_) return;
  since_ = span_->spans().now();
  mark_ = mark_of(*span_);
}

CauseId Trial::give_up(std::uint16_t place) {
  if (!span_) return no_cause;
  auto& spans = span_->spans();
  const auto why = spans.causes().of_timeout(*span_, place);
  span_->decide(Decision::gave_up, place);
  span_->notes().gave_up_because = why;
  span_->abandon_children(why);
  span_->stop_waiting();
  if (auto* trail = span_->trail())
    trail->replace(mark_, {place, Activity::failure, spans.now() - since_});
  return why;
}

void Trial::won_by(const Span& branch, std::uint16_t place) const {
  auto* trail = span_ ? span_->trail() : nullptr;
  if (!trail) return;
  trail->replace(mark_, {place, Activity::failure, branch.began() - since_});
  trail->join(*branch.trail());
}

}  // namespace faultline
