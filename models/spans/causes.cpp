#include "models/spans/causes.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "models/spans/walk.hpp"

namespace faultline {

CauseId Causes::of_timeout(const Span& asker, std::uint16_t place) {
  Walk walk(*this, draw_of(asker.request()));
  walk.pass({Symptom::timed_out, place});
  return walk.follow(asker);
}

CauseId Causes::of_exhaustion(std::uint64_t request, const CauseLink& link,
                              const Contended& contended) {
  Walk walk(*this, draw_of(request));
  walk.pass(link);
  return walk.follow(contended);
}

Draw Causes::draw_of(std::uint64_t request) const {
  const auto now = calendar_.now().time_since_epoch().count();
  return draws_.draw(request, static_cast<std::uint64_t>(now));
}

CauseId Causes::at(Symptom symptom, std::uint16_t place, RootKind otherwise, Time then) {
  if (const auto* fault = fault_at(symptom, place, then)) {
    const bool over = is_over(fault->fault);
    return book_.add(
        {symptom, place, over ? RootKind::ended_fault : RootKind::fault, fault->fault});
  }
  if (symptom == Symptom::locked && migrating_.contains(place)) otherwise = RootKind::release;
  if (otherwise != RootKind::release) return book_.add({symptom, place, otherwise});
  return book_.add({symptom, place, otherwise, release_at(place, then)});
}

/// The one that began last, of those that move what is at this place; if none does, of all.
std::uint16_t Causes::release_at(std::uint16_t place, Time at) const {
  const PlacedRelease* found = nullptr;
  for (const auto& release : releases_) {
    if (release.starts > at) continue;
    const bool is_here = release.place == place;
    const bool found_here = found && found->place == place;
    if (!found || is_here > found_here || (is_here == found_here && release.starts > found->starts))
      found = &release;
  }
  return found ? found->release : 0;
}

CauseId Causes::hop(Symptom symptom, std::uint16_t place, CauseId because) {
  if (because == no_cause) return book_.add({symptom, place, RootKind::unknown});
  return book_.add({symptom, place}, because);
}

CauseId Causes::after(Symptom symptom, std::uint16_t place, CauseId earlier, Sustained by) {
  const auto root = book_.root(earlier);
  if (root.root != RootKind::fault || !is_over(root.fault)) return hop(symptom, place, earlier);
  return book_.add({symptom, place},
                   book_.add({root.symptom, root.place, RootKind::ended_fault, root.fault, by}));
}

void Causes::wait_at_end(std::vector<std::uint64_t> requests, std::uint16_t place,
                         const Contended& topic) {
  std::ranges::sort(requests);
  backlogs_.push_back({std::move(requests), place, &topic});
}

CauseId Causes::why_incomplete(std::uint64_t request) {
  if (const auto why = setback(request); why != no_cause) return why;
  for (auto& [requests, place, topic, drawn] : backlogs_) {
    if (!std::ranges::binary_search(requests, request)) continue;
    if (drawn.size() == most_drawn) return drawn[mix(request) % most_drawn];
    drawn.push_back(of_exhaustion(request, {Symptom::undelivered, place}, *topic));
    return drawn.back();
  }
  return no_cause;
}

void Causes::look(const Contended& contended, std::uint16_t place, bool exhausted,
                  std::uint64_t turn) {
  auto* blame = contended.blame();
  if (!blame) return;
  if (!exhausted) {
    if (std::exchange(blame->idle_before, true)) blame->fault = Blame::nobody;
    return;
  }
  blame->idle_before = false;
  if (blame->fault != Blame::nobody) return;
  Walk walk(*this, draws_.draw(turn, place));
  walk.pass({Symptom::queued, place});
  walk.follow(contended);
}

void Causes::add(const PlacedFault& fault) {
  of_fault_[fault.fault].push_back(faults_.size());
  if (fault.times.empty()) conditional_.push_back(faults_.size());
  faults_.push_back(fault);
  sorted_ = false;
}

/// By their beginning; of those that begin at once the first fault comes last.
void Causes::sort_strikes() {
  strikes_.clear();
  for (std::size_t i = faults_.size(); i-- > 0;)
    for (const auto& [from, to] : faults_[i].times)
      strikes_[faults_[i].place].push_back({from, to, i, to});
  for (auto& [place, strikes] : strikes_) {
    std::ranges::stable_sort(strikes, {}, &Strike::from);
    for (std::size_t i = 1; i < strikes.size(); ++i)
      strikes[i].latest = std::max(strikes[i].to, strikes[i - 1].latest);
  }
  sorted_ = true;
}

/// The one that began last, of those that can bring it about; its end, too, can.
const PlacedFault* Causes::fault_at(Symptom symptom, std::uint16_t place, Time at) {
  if (!sorted_) sort_strikes();
  const PlacedFault* found = nullptr;
  std::optional<Time> latest;
  if (const auto own = strikes_.find(place); own != strikes_.end()) {
    const auto& strikes = own->second;
    auto i = std::ranges::upper_bound(strikes, at, {}, &Strike::from);
    while (i != strikes.begin() && (--i)->latest >= at) {
      if (at > i->to || !faults_[i->fault].explains(symptom)) continue;
      found = &faults_[i->fault];
      latest = i->from;
      break;
    }
  }
  for (const auto number : conditional_) {
    const auto& fault = faults_[number];
    if (fault.place != place || !fault.explains(symptom)) continue;
    const auto since = fault.since(at);
    if (!since || (latest && *since <= *latest)) continue;
    found = &fault;
    latest = since;
  }
  return found;
}

const PlacedFault* Causes::fault_of_calls_of(std::uint16_t place) const {
  const PlacedFault* found = nullptr;
  std::optional<Time> latest;
  for (const auto& fault : faults_) {
    if (fault.place != place || !fault.explains_own_calls()) continue;
    const auto since = fault.since(calendar_.now());
    if (!since || (latest && *since <= *latest)) continue;
    found = &fault;
    latest = since;
  }
  return found;
}

bool Causes::is_over(std::uint16_t fault) const {
  const auto placed = of_fault_.find(fault);
  return placed == of_fault_.end() || std::ranges::none_of(placed->second, [&](std::size_t i) {
           return faults_[i].since(calendar_.now()).has_value();
         });
}

void Causes::begin_strike(std::uint16_t fault, std::span<const std::uint16_t> places) {
  for (auto& one : faults_)
    if (one.fault == fault && std::ranges::count(places, one.place) > 0)
      one.times.emplace_back(calendar_.now(), end_of_time);
}

void Causes::end_strike(std::uint16_t fault) {
  for (auto& one : faults_)
    if (one.fault == fault && !one.times.empty())
      one.times.back().second = std::min(one.times.back().second, calendar_.now());
}

void Causes::end_faults() {
  const auto now = calendar_.now();
  for (auto& fault : faults_) {
    std::erase_if(fault.times, [&](const auto& time) { return time.first >= now; });
    for (auto& time : fault.times) time.second = std::min(time.second, now);
  }
  sorted_ = false;
}

/// Strikes of one place may overlap, so that the latest beginning need not decide.
std::optional<Time> PlacedFault::since(Time at) const {
  const auto after = std::ranges::upper_bound(times, at, {}, [](const auto& t) { return t.first; });
  for (auto i = after; i != times.begin();)
    if (at <= (--i)->second) return i->first;  // its end, too, can bring something about
  return std::nullopt;
}

}  // namespace faultline
