#include "models/spans/span.hpp"

#include <algorithm>

#include "models/spans/spans.hpp"

namespace faultline {

Spans& Span::spans() const { return static_cast<Spans&>(*pool_); }

Span& Span::more(SpanPool& pool) { return static_cast<Spans&>(pool).make_span(); }

void Span::set_number(std::uint32_t parent) {
  used_ = true;
  parent_ = parent;
  number_ = spans().next_number();
}

/// All that an ordinary span leaves as it was.
void Span::renew() {
  if (owns_trail_) spans().give_back(*trail_);
  if (latest_) spans().give_back(*latest_);
  used_ = owns_trail_ = false;
  last_wait_ = Activity::work;
  forks_ = missed_ = 0;
  attempt_ = 1;
  because_ = abandoned_because_ = gave_up_because_ = no_cause;
  parent_ = link_ = SpanRecord::no_span;
  abandoned_ = end_of_time;
  latest_ = nullptr;
}

Span& Span::branch_off() {
  auto& span = open({.kind = SpanKind::branch, .place = place(), .instance = subject_.instance});
  if (span.trail_ && !span.owns_trail_) span.keep_own_trail();
  return span;
}

void Span::keep_own_trail() {
  trail_ = &spans().take_trail();
  used_ = owns_trail_ = true;
  mark_ = {};
}

void Span::latest_is(const Trail& trail) {
  if (!latest_) latest_ = &spans().take_trail();
  latest_->clear();
  latest_->join(trail);
}

void Span::merge(const Trail::Mark& mark, Time since) {
  if (--forks_ > 0) return;
  abandon_children(no_cause);
  stop_waiting();
  auto* latest = std::exchange(latest_, nullptr);
  if (trail_) {
    const auto whole = spans().now() - since;
    const bool whole_known = latest && latest->mark().total <= whole;
    const auto known = whole_known ? latest->mark().total : Duration::zero();
    trail_->replace(mark, {place(), last_wait_, whole - known});
    if (whole_known) trail_->join(*latest);
  }
  if (latest) spans().give_back(*latest);
  last_wait_ = Activity::work;
}

SpanRecord Span::part(SpanKind kind, Time since) const {
  return {.request = request_,
          .number = spans().next_number(),
          .parent = number_,
          .kind = kind,
          .place = place(),
          .instance = subject_.instance,
          .attempt = attempt_,
          .began = since,
          .ended = spans().now()};
}

void Span::record(Outcome outcome) const {
  spans().recorder().span({.request = request_,
                           .number = number_,
                           .parent = parent_,
                           .link = link_,
                           .kind = subject_.kind,
                           .place = place(),
                           .instance = subject_.instance,
                           .operation = subject_.operation,
                           .attempt = try_,
                           .began = began_,
                           .ended = spans().now(),
                           .abandoned = abandoned_,
                           .outcome = outcome});
}

void Span::worked(Time since) const {
  if (!recording() || since == spans().now()) return;
  spans().recorder().span(part(SpanKind::wait, since));
}

void Span::decide(Decision decision, std::uint16_t place) const {
  if (!traced() || !recording()) return;
  auto record = part(SpanKind::decision, spans().now());
  record.decision = decision;
  record.place = place;
  spans().recorder().span(record);
}

void Span::forget_trail() {
  if (owns_trail_ || !trail_) return;
  trail_ = nullptr;
  for (auto* child = child_; child; child = child->next_) child->forget_trail();
}

void Span::abandon(CauseId why) {
  if (abandoned()) return;
  used_ = true;
  abandoned_ = spans().now();
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
  since_ = span_->spans().now();
  outer_ = std::exchange(span_->wait_, this);
}

void Wait::end() {
  auto& span = *span_;
  auto** place = &span.wait_;
  while (*place != this) place = &(*place)->outer_;
  *place = outer_;
  if (!span.recording()) return;
  if (span.forks_ > 0)
    span.last_wait_ = activity_;
  else if (span.trail_)
    span.trail_->add({span.place(), activity_, span.spans().now() - since_});
  if (!span.traced() || since_ == span.spans().now()) return;
  auto record = span.part(SpanKind::wait, since_);
  record.activity = activity_;
  span.spans().recorder().span(record);
}

namespace {

Trail::Mark mark_of(const Span& span) {
  return span.trail() ? span.trail()->mark() : Trail::Mark{};
}

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
  span_->gave_up_because_ = why;
  span_->used_ = true;
  span_->abandon_children(why);
  span_->stop_waiting();
  if (auto* trail = span_->trail())
    trail->replace(mark_, {place, Activity::failure, spans.now() - since_});
  return why;
}

void Trial::overtaken_by(const Span& branch) const {
  auto* trail = span_ ? span_->trail() : nullptr;
  if (!trail) return;
  trail->replace(mark_, {branch.place(), Activity::failure, branch.began() - since_});
  trail->join(*branch.trail());
}

}  // namespace faultline
