#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "models/spans/cause_book.hpp"
#include "models/spans/contended.hpp"
#include "sim/engine/calendar.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

class Span;

/// A set of symptoms: bit i is Symptom i.
using Symptoms = std::uint64_t;
static_assert(symptoms <= 64);

constexpr Symptoms only(std::initializer_list<Symptom> these) {
  Symptoms bits = 0;
  for (const auto symptom : these) bits |= Symptoms{1} << static_cast<int>(symptom);
  return bits;
}

/// Besides: that messages of the calls that the place makes are under way.
inline constexpr Symptoms own_calls = Symptoms{1} << 63;
static_assert(symptoms < 63);

/// A fault as far as it matters to causes: what it strikes, when, and what it can bring about.
struct PlacedFault {
  std::uint16_t fault;                       ///< index in RunFrame::faults
  std::uint16_t place;                       ///< index in RunFrame::places
  std::vector<std::pair<Time, Time>> times;  ///< [from, to) each, by their beginning
  Symptoms symptoms;

  bool explains(Symptom symptom) const { return symptoms >> static_cast<int>(symptom) & 1; }
  bool explains_own_calls() const { return symptoms & own_calls; }
  /// Whether it has begun by then.
  bool begun(Time at) const { return !times.empty() && times.front().first <= at; }
  /// When it last began by then; nothing where that is over.
  std::optional<Time> since(Time at) const;
};

/// A release as far as it matters to causes: what it moves or migrates, and when that begins.
struct PlacedRelease {
  std::uint16_t release;  ///< index in RunFrame::releases
  std::uint16_t place;    ///< index in RunFrame::places
  Time starts;
};

/// Finds why a request fails or waits, at the moment when it does: from the symptom back to a root,
/// along what each waits for. Where something is exhausted, it follows one of those who occupy it,
/// drawn at random from a stream of the request, so that over many requests each cause has the
/// share of the occupants that it holds; the cost is the length of the chain.
///
/// The root of work that is under way without a fault is the fault to which the exhaustion of what
/// stands before it was traced while it has lasted, if there was one (the fault is over, and
/// retries, a backlog or a cold cache sustain the failure), and load beyond capacity otherwise; and
/// where nothing is exhausted, the time limit itself.
///
/// Limits: it sees what is the case at one instant. A fault that once made a queue long is
/// remembered only as long as that queue is not found empty; a slowdown that would not have been
/// enough by itself is blamed as a whole.
class Causes {
 public:
  Causes(const Calendar& calendar, Stream draws) : calendar_(calendar), draws_(draws) {}

  void add(const PlacedFault& fault);
  /// A fault strikes now, at these places where it was said that it can.
  void begin_strike(std::uint16_t fault, std::span<const std::uint16_t> places);
  /// And that is over.
  void end_strike(std::uint16_t fault);
  /// All faults end now, and none begins any more.
  void end_faults();
  void add(const PlacedRelease& release) { releases_.push_back(release); }
  const CauseBook& book() const { return book_; }

  /// The caller of `place` has stopped waiting for what `asker` asked for.
  CauseId of_timeout(const Span& asker, std::uint16_t place);
  /// `symptom`, since others occupy all of `contended`.
  CauseId of_exhaustion(std::uint64_t request, const CauseLink& link, const Contended& contended);
  /// What happens at a place by itself: by a fault there, or as the scenario has it (`otherwise`).
  CauseId at(Symptom symptom, std::uint16_t place, RootKind otherwise) {
    return at(symptom, place, otherwise, calendar_.now());
  }
  /// What shows only now and came about `then`.
  CauseId at(Symptom symptom, std::uint16_t place, RootKind otherwise, Time then);
  /// One hop more.
  CauseId hop(Symptom symptom, std::uint16_t place, CauseId because);
  /// What happens because of an earlier failure, which may outlive its fault by this.
  CauseId after(Symptom symptom, std::uint16_t place, CauseId earlier, Sustained by);

  /// One of these, each as likely.
  CauseId one_of(std::uint64_t request, std::span<const CauseId> causes) const {
    const auto place = draw_of(request).uniform() * static_cast<double>(causes.size());
    return causes[static_cast<std::size_t>(place)];
  }

  /// Something of a request came to nothing that no caller waits for: the reason should it never be
  /// complete, until it is forgotten.
  void set_back(std::uint64_t request, CauseId why) { setbacks_[request] = why; }
  /// The latest reason; none: nothing came to nothing.
  CauseId setback(std::uint64_t request) const {
    const auto found = setbacks_.find(request);
    return found == setbacks_.end() ? no_cause : found->second;
  }
  void forget(std::uint64_t request) {
    if (!setbacks_.empty()) setbacks_.erase(request);
  }
  /// At the end of the run: these requests have something in that topic.
  void wait_at_end(std::vector<std::uint64_t> requests, std::uint16_t place,
                   const Contended& topic);
  /// Why a request is never complete.
  CauseId why_incomplete(std::uint64_t request);

  /// A release locks the tables of a store, until it lets them go.
  void begin_migration(std::uint16_t place) { migrating_.insert(place); }
  void end_migration(std::uint16_t place) { migrating_.erase(migrating_.find(place)); }

  /// Looks whether `contended` is exhausted, and if so why, so that it is known later on.
  void look(const Contended& contended, std::uint16_t place, bool exhausted, std::uint64_t turn);

 private:
  class Walk;
  /// Of so many of them that wait each has a cause of its own; further ones share these.
  static constexpr std::size_t most_drawn = 1000;
  struct Backlog {
    std::vector<std::uint64_t> requests;
    std::uint16_t place;
    const Contended* topic;
    std::vector<CauseId> drawn{};
  };

  /// One time of a fault at a place.
  struct Strike {
    Time from;
    Time to;
    std::size_t fault;  ///< in `faults_`
    Time latest;        ///< end of this one and of all before it
  };

  void sort_strikes();
  Draw draw_of(std::uint64_t request) const;
  const PlacedFault* fault_at(Symptom symptom, std::uint16_t place, Time at);
  /// The one by which messages of the calls that this place makes are under way now, or null.
  const PlacedFault* fault_of_calls_of(std::uint16_t place) const;
  bool is_over(std::uint16_t fault) const;
  std::uint16_t release_at(std::uint16_t place, Time at) const;

  const Calendar& calendar_;
  Stream draws_;
  std::vector<PlacedFault> faults_;
  std::map<std::uint16_t, std::vector<std::size_t>> of_fault_;  ///< in `faults_`, by fault
  std::map<std::uint16_t, std::vector<Strike>> strikes_;        ///< by place, in order
  std::vector<std::size_t> conditional_;  ///< whose times are not known before
  bool sorted_ = false;                   ///< whether `strikes_` is up to date
  std::vector<PlacedRelease> releases_;
  CauseBook book_;
  std::map<std::uint64_t, CauseId> setbacks_;
  std::vector<Backlog> backlogs_;
  std::multiset<std::uint16_t> migrating_;
};

}  // namespace faultline
