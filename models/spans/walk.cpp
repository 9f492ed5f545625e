#include "models/spans/walk.hpp"

#include <algorithm>
#include <ranges>

namespace faultline {

CauseId Causes::Walk::follow(const Span& span) {
  const auto* at = &span;
  while (step(at)) {
  }
  return end();
}

CauseId Causes::Walk::follow(const Contended& contended) {
  const Span* at = nullptr;
  if (occupied(at, &contended, links_.back()))
    while (step(at)) {
    }
  return end();
}

CauseId Causes::Walk::end(CauseId because) {
  for (const auto& link : std::views::reverse(links_)) because = causes_.book_.add(link, because);
  return because;
}

bool Causes::Walk::step(const Span*& span) {
  if (links_.size() > longest) {
    stop(links_.back().symptom, span->place(), RootKind::load);
    return false;
  }
  note(*span);
  if (const auto* child = child_of(*span)) {
    if (links_.back().symptom != Symptom::timed_out && child->subject().kind != SpanKind::branch)
      pass({Symptom::waited_for, child->place()});
    span = child;
    return true;
  }
  if (span->wait()) return wait(span);
  work(*span);
  return false;
}

/// One of those that it waits for, each as likely.
const Span* Causes::Walk::child_of(const Span& span) {
  int count = 0;
  const Span* chosen = nullptr;
  for (const auto* child = span.first_child(); child; child = child->next_sibling()) {
    if (child->abandoned()) continue;
    ++count;
    if (count == 1 || draw_.uniform() * count < 1) chosen = child;
  }
  return chosen;
}

void Causes::Walk::note(const Span& span) {
  if (repeats_ == no_cause) repeats_ = span.repeated_because();
  if (missed_ == 0) missed_ = span.missed();
}

bool Causes::Walk::wait(const Span*& span) {
  const auto& wait = *span->wait();
  const auto place = span->place();
  switch (wait.activity()) {
    case Activity::queue:
      return occupied(span, wait.contended(), {Symptom::queued, place});
    case Activity::connection:
      return occupied(span, wait.contended(), {Symptom::connections_busy, place});
    case Activity::lock:
      return occupied(span, wait.contended(), {Symptom::locked, place});
    case Activity::slot:
      if (!wait.contended()) break;
      return occupied(span, wait.contended(), {Symptom::slots_busy, place});
    case Activity::topic:
      if (wait.contended()) return occupied(span, wait.contended(), {Symptom::topic_full, place});
      stop(Symptom::topic_closed, place, RootKind::limit);
      return false;
    case Activity::network:
      travel(*span);
      return false;
    case Activity::stop:
      stop(Symptom::stopped, place, RootKind::limit);
      return false;
    case Activity::other:
      root_ = wait.because() == no_cause
                  ? causes_.hop(Symptom::not_caused, place, causes_.setback(span->request()))
                  : causes_.after(Symptom::failed, place, wait.because(), Sustained::backlog);
      return false;
    case Activity::sleep:
      stop(Symptom::sleeping, place, RootKind::limit);
      return false;
    case Activity::pause:
      root_ = wait.because() == no_cause
                  ? causes_.at(Symptom::pausing, place, RootKind::limit)
                  : causes_.after(Symptom::pausing, place, wait.because(), Sustained::retries);
      return false;
    case Activity::work:
    case Activity::failure:
      break;
  }
  stop(Symptom::limited, place, RootKind::limit);
  return false;
}

/// A message is under way because of the one who is asked, or of the one who asks.
void Causes::Walk::travel(const Span& span) {
  const auto place = span.place();
  const bool here = causes_.fault_at(Symptom::travelled, place, causes_.calendar_.now());
  const auto* fault =
      here || !span.asker() ? nullptr : causes_.fault_of_calls_of(span.asker()->place());
  if (!fault) return stop(Symptom::travelled, place, RootKind::limit);
  root_ = causes_.book_.add({Symptom::travelled, fault->place, RootKind::fault, fault->fault});
  remember(fault->fault);
}

bool Causes::Walk::occupied(const Span*& span, const Contended* contended, const CauseLink& link) {
  if (span) pass(link);
  const auto* occupant = contended ? contended->occupant(draw_) : nullptr;
  const bool seen = contended && std::ranges::count(passed_, contended) > 0;
  if (contended) passed_.push_back(contended);
  if (!occupant && contended && (nobody_empties(*contended) || blame_what_lasts())) return false;
  if (!occupant || seen) {
    links_.pop_back();
    stop(link.symptom, link.place, seen ? RootKind::load : RootKind::limit);
    return false;
  }
  span = occupant;
  return true;
}

/// Those who would make room in it do nothing, because of a fault or of what they have in hand.
bool Causes::Walk::nobody_empties(const Contended& contended) {
  const auto place = contended.emptied_at(draw_);
  for (const auto symptom : {Symptom::down, Symptom::stopped})
    if (place != 0 && causes_.fault_at(symptom, place, causes_.calendar_.now())) {
      stop(symptom, place, RootKind::unknown);
      return true;
    }
  const auto request = contended.held_up_by(draw_);
  const auto why = request ? causes_.setback(*request) : no_cause;
  if (why == no_cause) return false;
  const auto last = links_.back();
  links_.pop_back();
  root_ = causes_.after(last.symptom, last.place, why, Sustained::backlog);
  if (const auto& root = causes_.book_.root(root_); is_fault(root.root)) remember(root.fault);
  return true;
}

void Causes::Walk::work(const Span& span) {
  const auto place = span.place();
  if (causes_.fault_at(Symptom::working, place, causes_.calendar_.now()))
    return stop(Symptom::working, place, RootKind::load);
  if (blame_what_repeats(place) || blame_a_cold_cache() || blame_what_lasts()) return;
  stop(Symptom::working, place, passed_.empty() ? RootKind::limit : RootKind::load);
}

void Causes::Walk::stop(Symptom symptom, std::uint16_t place, RootKind otherwise) {
  root_ = causes_.at(symptom, place, otherwise);
  const auto& root = causes_.book_.root(root_);
  if (root.root == RootKind::fault)
    remember(root.fault);
  else if (otherwise == RootKind::load || symptom == Symptom::queued)
    blame_what_repeats(place) || blame_what_lasts();
}

/// What it is busy with is done again, or for nobody, since something had failed before.
bool Causes::Walk::blame_what_repeats(std::uint16_t place) {
  if (repeats_ == no_cause) return false;
  const auto root = causes_.book_.root(repeats_);
  if (!is_fault(root.root)) return false;
  remember(root.fault);
  if (causes_.is_over(root.fault))
    root_ = causes_.book_.add(
        {Symptom::repeating, place, RootKind::ended_fault, root.fault, Sustained::retries});
  else
    root_ = causes_.book_.add({Symptom::repeating, place, RootKind::fault, root.fault});
  return true;
}

bool Causes::Walk::blame_what_lasts() {
  for (const auto* contended : std::views::reverse(passed_)) {
    const auto* blame = contended->blame();
    if (!blame || blame->fault == Blame::nobody) continue;
    const auto& last = links_.back();
    const bool over = causes_.is_over(blame->fault);
    root_ =
        causes_.book_.add({last.symptom, last.place, over ? RootKind::ended_fault : RootKind::fault,
                           blame->fault, over ? Sustained::backlog : Sustained::nothing});
    links_.pop_back();
    remember(blame->fault);
    return true;
  }
  return false;
}

/// It loads what a cache would have had, if a fault had not emptied that.
bool Causes::Walk::blame_a_cold_cache() {
  if (missed_ == 0) return false;
  const PlacedFault* found = nullptr;
  for (const auto& fault : causes_.faults_)
    if (fault.place == missed_ && fault.begun(causes_.calendar_.now())) found = &fault;
  if (!found) return false;
  remember(found->fault);
  root_ = causes_.book_.add(
      {Symptom::missing, missed_, RootKind::ended_fault, found->fault, Sustained::cold_cache});
  return true;
}

void Causes::Walk::remember(std::uint16_t fault) {
  for (const auto* contended : passed_)
    if (auto* blame = contended->blame()) {
      blame->fault = fault;
      blame->idle_before = false;
    }
}

}  // namespace faultline
