#include "models/spans/span.hpp"

#include <algorithm>

#include "models/spans/spans.hpp"

namespace faultline {

Span& Span::open(const SpanSubject& subject) {
  auto& span = spans_->take();
  span.asker_ = this;
  span.next_ = std::exchange(child_, &span);
  span.request_ = request_;
  span.began_ = spans_->now();
  span.subject_ = subject;
  span.try_ = attempt_;
  span.repeats_ = because_ != no_cause ? because_ : repeats_;
  if (traced()) [[unlikely]] {
    span.parent_ = number_;
    span.number_ = spans_->next_number();
  }
  if (!trail_) return span;
  span.trail_ = trail_;
  span.mark_ = trail_->mark();
  if (forks_ > 0) [[unlikely]]
    span.keep_own_trail();
  return span;
}

Span& Span::branch_off() {
  auto& span = open({.kind = SpanKind::branch, .place = place(), .instance = subject_.instance});
  if (span.trail_ && !span.owns_trail_) span.keep_own_trail();
  return span;
}

void Span::keep_own_trail() {
  trail_ = &spans_->take_trail();
  owns_trail_ = true;
  mark_ = {};
}

void Span::end() {
  slot_.leave();
  if (owns_trail_) [[unlikely]]
    spans_->give_back(*trail_);
  if (latest_) [[unlikely]]
    spans_->give_back(*latest_);
  for (auto* child = child_; child; child = child->next_) child->asker_ = nullptr;
  if (asker_) {
    auto** place = &asker_->child_;
    while (*place != this) place = &(*place)->next_;
    *place = next_;
  }
  spans_->give_back(*this);
}

void Span::close(Outcome outcome) {
  if (!spans_->is_open()) return;
  if (trail_) split(outcome);
  if (traced()) [[unlikely]]
    record(outcome);
}

/// What was not waited for was worked; of a failure only the whole is left.
void Span::split(Outcome outcome) {
  const auto whole = spans_->now() - began_;
  if (usable(outcome)) [[likely]]
    trail_->add({place(), Activity::work, whole - trail_->since(mark_)});
  else
    trail_->replace(mark_, {place(), Activity::failure, whole});
  if (!asker_ || asker_->forks_ == 0) return;
  if (!asker_->latest_) asker_->latest_ = &spans_->take_trail();
  *asker_->latest_ = *trail_;
}

void Span::merge(const Trail::Mark& mark, Time since) {
  if (--forks_ > 0) return;
  abandon_children(no_cause);
  stop_waiting();
  auto* latest = std::exchange(latest_, nullptr);
  if (trail_) {
    const auto whole = spans_->now() - since;
    const bool whole_known = latest && latest->mark().total <= whole;
    const auto known = whole_known ? latest->mark().total : Duration::zero();
    trail_->replace(mark, {place(), last_wait_, whole - known});
    if (whole_known) trail_->join(*latest);
  }
  if (latest) spans_->give_back(*latest);
  last_wait_ = Activity::work;
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
  if (!spans_->is_open() || since == spans_->now()) return;
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
