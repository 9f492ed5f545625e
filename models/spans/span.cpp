#include "models/spans/span.hpp"

#include <algorithm>
#include <utility>

#include "models/spans/spans.hpp"

namespace faultline {

void Span::open_for_client(Spans& spans, std::uint64_t request) {
  open(spans, request, {.kind = SpanKind::request});
  keep_own_trail();
}

void Span::open(Spans& spans, std::uint64_t request, const SpanSubject& subject,
                std::uint32_t parent) {
  spans_ = &spans;
  asker_ = child_ = next_ = nullptr;
  trail_ = nullptr;
  wait_ = nullptr;
  request_ = request;
  began_ = spans.now();
  abandoned_ = end_of_time;
  subject_ = subject;
  number_ = spans.number(request);
  parent_ = parent;
  link_ = SpanRecord::no_span;
  try_ = attempt_ = 1;
  because_ = repeats_ = abandoned_because_ = gave_up_because_ = no_cause;
  forks_ = missed_ = 0;
  owns_trail_ = false;
  last_wait_ = Activity::work;
}

void Span::open(Span& asker, const SpanSubject& subject) {
  spans_ = asker.spans_;
  asker_ = &asker;
  child_ = nullptr;
  next_ = std::exchange(asker.child_, this);
  trail_ = asker.trail_;
  wait_ = nullptr;
  request_ = asker.request_;
  began_ = spans_->now();
  abandoned_ = end_of_time;
  if (trail_) mark_ = trail_->mark();
  subject_ = subject;
  number_ = asker.traced() ? spans_->next_number() : SpanRecord::no_span;
  parent_ = asker.number_;
  link_ = SpanRecord::no_span;
  try_ = asker.attempt_;
  attempt_ = 1;
  repeats_ = asker.because_ != no_cause ? asker.because_ : asker.repeats_;
  because_ = abandoned_because_ = gave_up_because_ = no_cause;
  forks_ = missed_ = 0;
  owns_trail_ = false;
  last_wait_ = Activity::work;
  if (trail_ && asker.forks_ > 0) keep_own_trail();
}

void Span::keep_own_trail() {
  trail_ = &spans_->take_trail();
  owns_trail_ = true;
  mark_ = {};
}

Span& Span::branch_off(Span& asker) {
  open(asker,
       {.kind = SpanKind::branch, .place = asker.place(), .instance = asker.subject_.instance});
  if (trail_ && !owns_trail_) keep_own_trail();
  return *this;
}

void Span::merge(const Trail::Mark& mark, Time since) {
  if (--forks_ == 0) {
    abandon_children(no_cause);
    stop_waiting();
  }
  const auto latest = std::exchange(latest_, nullptr);
  if (!trail_ || forks_ > 0) return;
  const auto whole = spans_->now() - since;
  const auto covered = latest ? std::min(latest->mark().total, whole) : Duration::zero();
  trail_->replace(mark, {place(), last_wait_, whole - covered});
  if (latest && covered == latest->mark().total) trail_->join(*latest);
}

void Span::leave() {
  if (owns_trail_) spans_->give_back(*trail_);
  for (auto* child = child_; child; child = child->next_) child->asker_ = nullptr;
  if (!asker_) return;
  auto** place = &asker_->child_;
  while (*place != this) place = &(*place)->next_;
  *place = next_;
  asker_ = nullptr;
}

void Span::close(Outcome outcome) {
  if (!spans_->is_open()) return;
  if (trail_) split(outcome);
  if (traced()) record(outcome);
}

/// What was not waited for was worked; of a failure only the whole is left.
void Span::split(Outcome outcome) {
  const auto whole = spans_->now() - began_;
  if (usable(outcome))
    trail_->add({place(), Activity::work, whole - trail_->since(mark_)});
  else
    trail_->replace(mark_, {place(), Activity::failure, whole});
  if (asker_ && asker_->forks_ > 0) asker_->latest_ = std::make_unique<Trail>(*trail_);
}

SpanRecord Span::part(SpanKind kind, Time since) const {
  return {.request = request_,
          .number = spans_->next_number(),
          .parent = number_,
          .kind = kind,
          .place = place(),
          .instance = subject_.instance,
          .attempt = attempt_,
          .began = since,
          .ended = spans_->now()};
}

void Span::record(Outcome outcome) const {
  spans_->recorder().span({.request = request_,
                           .number = number_,
                           .parent = parent_,
                           .link = link_,
                           .kind = subject_.kind,
                           .place = place(),
                           .instance = subject_.instance,
                           .operation = subject_.operation,
                           .attempt = try_,
                           .began = began_,
                           .ended = spans_->now(),
                           .abandoned = abandoned_,
                           .outcome = outcome});
}

void Span::worked(Time since) const {
  if (!traced() || !spans_->is_open() || since == spans_->now()) return;
  spans_->recorder().span(part(SpanKind::wait, since));
}

void Span::decide(Decision decision, std::uint16_t place) const {
  if (!traced() || !spans_->is_open()) return;
  auto record = part(SpanKind::decision, spans_->now());
  record.decision = decision;
  record.place = place;
  spans_->recorder().span(record);
}

void Span::forget_trail() {
  if (owns_trail_ || !trail_) return;
  trail_ = nullptr;
  for (auto* child = child_; child; child = child->next_) child->forget_trail();
}

void Span::abandon(CauseId why) {
  if (abandoned()) return;
  abandoned_ = spans_->now();
  abandoned_because_ = why;
  forget_trail();
}

void Span::abandon_children(CauseId why) {
  for (auto* child = child_; child; child = child->next_) child->abandon(why);
}

void Span::stop_waiting() {
  for (auto* wait = std::exchange(wait_, nullptr); wait; wait = wait->outer_) wait->span_ = nullptr;
}

void Wait::begin(const Contended* contended, CauseId because) {
  contended_ = contended;
  because_ = because;
  since_ = span_->spans_->now();
  outer_ = std::exchange(span_->wait_, this);
}

void Wait::end() {
  auto& span = *span_;
  auto** place = &span.wait_;
  while (*place != this) place = &(*place)->outer_;
  *place = outer_;
  if (!span.spans_->is_open()) return;
  if (span.forks_ > 0)
    span.last_wait_ = activity_;
  else if (span.trail_)
    span.trail_->add({span.place(), activity_, span.spans_->now() - since_});
  if (!span.traced() || since_ == span.spans_->now()) return;
  auto record = span.part(SpanKind::wait, since_);
  record.activity = activity_;
  span.spans_->recorder().span(record);
}

Fork::Fork(Span* span) : span_(span) {
  if (!span_) return;
  since_ = span_->spans().now();
  if (span_->trail()) mark_ = span_->trail()->mark();
  span_->fork();
}

Trial::Trial(Span* span) : span_(span) {
  if (!span_) return;
  since_ = span_->spans().now();
  if (span_->trail()) mark_ = span_->trail()->mark();
}

CauseId Trial::give_up(std::uint16_t place) {
  if (!span_) return no_cause;
  auto& spans = span_->spans();
  const auto why = spans.causes().of_timeout(*span_, place);
  span_->decide(Decision::gave_up, place);
  span_->gave_up_because_ = why;
  span_->abandon_children(why);
  span_->stop_waiting();
  if (auto* trail = span_->trail())
    trail->replace(mark_, {place, Activity::failure, spans.now() - since_});
  return why;
}

void Trial::overtaken_by(const Span& branch) const {
  auto* trail = span_ ? span_->trail() : nullptr;
  if (!trail) return;
  trail->replace(mark_, {branch.place(), Activity::failure, branch.began_ - since_});
  trail->join(*branch.trail());
}

}  // namespace faultline
