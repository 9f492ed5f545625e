#pragma once

#include <optional>
#include <string>

#include "models/instances/capacity.hpp"
#include "models/instances/observers.hpp"
#include "models/instances/shared_cpu.hpp"
#include "models/instances/tempo.hpp"
#include "models/instances/visit.hpp"
#include "models/requests/network.hpp"
#include "models/requests/target.hpp"
#include "sim/engine/counter.hpp"
#include "sim/engine/gate.hpp"
#include "sim/resources/processor.hpp"
#include "sim/resources/slots.hpp"
#include "sim/resources/stops.hpp"

namespace faultline {

class Progress;
class Step;

/// One running copy of a service, or a store: workers with a queue in front, on a host, and what
/// faults have made of it.
class Instance final : public Contended {
 public:
  Instance(Network& network, Books& books, TaskGroup& zombies, HostId host,
           const Capacity& capacity);

  HostId host() const { return host_; }
  /// Its number in its service.
  std::uint32_t number() const { return number_; }
  Books& books() { return books_; }
  Calendar& calendar() { return network_.calendar; }
  TaskGroup& zombies() { return zombies_; }
  Slots& workers() { return workers_; }
  const Slots& workers() const { return workers_; }
  const Condition& condition() const { return condition_; }

  void join(Observer& observer, std::uint32_t number, std::uint16_t place) {
    observer_ = &observer;
    number_ = number;
    place_ = place;
  }
  /// The part that it belongs to: index in RunFrame::places.
  std::uint16_t place() const { return place_; }
  const Span* occupant(Draw& draw) const override;
  Blame* blame() const override { return &blame_; }
  /// Those who have a worker, or connection, that is none of a visit.
  Occupants& holders() { return holders_; }
  /// From now on it knows its visits.
  void know_visits() { may_crash_ = true; }
  /// No worker is free.
  bool exhausted() const { return workers_.busy() >= workers_.capacity(); }

  /// One attempt at the target's operation, as the caller sees it: the message here, the steps, the
  /// message back. While the instance is down the attempt is rejected. `asked` is read when the
  /// task begins.
  Task<Answer> attempt(const Target& target, const Call& asked);

  /// Works for `span`, in parallel with the other work of the visit.
  Task<void> work(Visit& visit, Duration span);

  /// The span as long as faults and the instance's tempo make it, for a request or for none.
  Duration stretched(Duration span, const Transaction* request = nullptr) const;

  /// Waits until the instance is up.
  Gate::Opened running() { return gate_.opened(); }
  /// Whether it is one of those of its service that run, up or down (autoscaling).
  bool deployed() const { return deployed_.is_open(); }
  /// Waits until it is.
  Gate::Opened deployment() { return deployed_.opened(); }
  bool up() const { return condition_.up(); }

  /// Up and moving, and not cut off from everybody.
  bool responds() const { return up() && !frozen() && !condition_.isolated(); }
  void listen(Listener& listener) { listeners_.push_back(&listener); }

  /// Attempts that were made and have not ended, zombies included.
  std::int64_t in_flight() const { return in_flight_; }
  /// Attempts that have ended since this was first asked for.
  Counter& ended() {
    observed_ = true;
    return ended_;
  }
  /// For how long the whole of its capacity for work would have been in use so far, in ns.
  double used();
  /// Changes the number of workers and the length of the queue from now on.
  void resize(std::int64_t workers, std::optional<std::int64_t> queue);

  void visit_begins() { ++in_flight_; }
  void visit_ends() { --in_flight_; }
  /// Somebody counts the ends of attempts, or wants to know of them.
  bool observed() const { return observed_; }
  void count_end(bool failed) {
    failures_ += failed;
    ended_.add();
  }
  /// Those of `ended` that failed, or were given up.
  std::int64_t failures() const { return failures_; }
  /// The caller knows how an attempt ended, or has given it up.
  void tell(Outcome outcome) {
    if (watched_ && books_.open() && !books_.moot()) observer_->saw(*this, outcome);
  }
  /// From now on the observer sees how each attempt ends.
  void watch() { watched_ = observed_ = true; }

  /// Leaves one attempt out of those in flight while it exists: a part of others that are counted.
  class Uncounted {
   public:
    explicit Uncounted(Instance& instance) : instance_(instance) { --instance_.in_flight_; }
    Uncounted(const Uncounted&) = delete;
    Uncounted& operator=(const Uncounted&) = delete;
    ~Uncounted() { ++instance_.in_flight_; }

   private:
    Instance& instance_;
  };

  /// Why requests fail while it is down, where no fault explains that.
  RootKind reason_to_be_down() const { return released() ? RootKind::release : RootKind::unknown; }
  /// Whether it stops, or has stopped, for a release.
  bool released() const { return released_ > 0; }
  /// Which build of its service it runs: 0 at first.
  std::uint16_t build() const { return build_; }
  /// For a release it refuses what comes from now on, and ends what it has.
  void drain();
  /// Where it was drained: what it still has is aborted.
  void stop();
  /// After that it is up again, unless something else keeps it down.
  void come_back();
  /// A new process of that build takes its place at once; the old one ends what it has.
  void replace(std::uint16_t build);

  /// A new process starts, which is not yet warm and remembers nothing.
  void deploy();
  /// It takes up nothing new, and ends what it has.
  void retire();
  /// The number of its current or latest process: connections to an earlier one are closed.
  std::uint32_t process() const { return process_; }
  void remembers(ProcessMemory& memory) { memories_.push_back(&memory); }

  /// All its work stops until the last one that paused it resumes it.
  void freeze();
  void thaw();
  bool frozen() const { return stops_.standing(); }

  /// Holds it frozen while it exists.
  class Frozen {
   public:
    explicit Frozen(Instance& instance) : instance_(instance) { instance_.freeze(); }
    Frozen(const Frozen&) = delete;
    Frozen& operator=(const Frozen&) = delete;
    ~Frozen() { instance_.thaw(); }

   private:
    Instance& instance_;
  };
  Frozen frozen_while() { return Frozen(*this); }

  bool in_zone_of(HostId other) const { return network_.platform.same_zone(host_, other); }

  /// A fault will strike it in this run: from now on it knows its visits.
  void expect_faults() { may_crash_ = true; }

  /// What its clock says.
  Time clock() const { return network_.calendar.now() + skew(); }
  Duration skew() const { return condition_.clock.none() ? Duration::zero() : condition_.skew(); }

  /// A fault changes the condition through these; each begin has its end.
  void crash(Symptom what_it_has = Symptom::crashed);
  void restart();
  void lock_table();
  void unlock_table();
  void lose_memory();
  /// Its connections are closed, and what came through them is aborted.
  void disconnect();
  /// Others take so many cores of its host, as long as some are left.
  void take_cores(const Fault& fault, double cores);
  void give_cores(const Fault& fault);
  /// It has no more workers than that.
  void limit_workers(const Fault& fault, std::int64_t most);
  void unlimit_workers(const Fault& fault);
  /// Some hosts get no messages through, to it or from it.
  void cut_off(const Fault& fault, Cut cut);
  void reconnect(const Fault& fault);
  /// A link, or the port of its host, carries no more than that.
  void narrow(const Fault& fault, double bytes_per_second, const OverLink* messages);
  void widen(const Fault& fault, const OverLink* messages);
  /// Messages of the calls that it receives, or that it makes, are in trouble.
  void trouble_calls(const Fault& fault, const CallTrouble& trouble);
  void end_trouble(const Fault& fault);
  void delay_calls(const Fault& fault, const ExtraLatency& latency);
  void end_delay(const Fault& fault);
  /// Consumers that run at it come and go so often.
  void unsettle(const Fault& fault, Duration every);
  void settle(const Fault& fault);
  /// Of a topic: the leader of this partition loses it.
  void lose_leader(std::size_t partition);
  void regain_leader(std::size_t partition);

  /// The stream that decides which requests errors strike.
  void draw_errors_from(Stream stream) { errors_ = stream; }
  Condition& change() { return condition_; }

 private:
  bool full() const {
    return limit_ && workers_.busy() == workers_.capacity() && workers_.waiting() >= *limit_;
  }
  /// It takes the visit up at once, as it mostly does.
  bool takes(const Visit& visit, const Target& target) const {
    return up() && visit.call.deadline == end_of_time &&
           !(target.entrance == Entrance::queue && full());
  }
  /// Whether it takes the visit up; otherwise it ends with the outcome.
  bool admits(Visit& visit, const Target& target, Outcome& outcome);
  void tell_listeners();
  Duration way(HostId from, HostId to, Bytes size, const Call& call) {
    return network_.latency(from, to, size, condition_, call);
  }
  void end_process();
  /// Whether an error strikes this visit, and with which status; then whether a quota does.
  std::optional<Status> error_for(const Visit& visit, const Operation& operation) const;
  std::optional<Duration> turned_away(const Call& call) const;
  /// What faults have made of it strikes the visit, or not.
  Task<void> strike(Visit& visit, const Operation& operation, Progress& progress,
                    Duration& retry_after);
  Task<bool> transfer(const Visit& visit, HostId from, HostId to, Bytes size) {
    return network_.transfer(from, to, size, visit.call);
  }
  /// A message between the one who asks and here, as faults hinder it.
  Task<void> hinder(Visit& visit, bool request);
  Task<void> hinder_back(Visit& visit, Outcome& outcome);
  Task<void> open_way(const Visit& visit, HostId from, HostId to);
  const std::string& link_of(const OverLink* messages) const;
  Task<void> meet_trouble(Visit& visit, bool request);
  void copy(const Visit& visit, std::uint64_t number);
  Task<void> once_more(const Target& target, Call call, TransactionRef keep);
  void abort_visits(Symptom symptom);
  void set_workers();
  void set_cores();
  Task<void> standstill(Visit& visit);
  Task<void> catch_up(Visit& visit, Duration stopped_before);
  template <class Cpu>
  Task<void> share_cpu(Cpu& cpu, Visit& visit, Duration span);

  Network& network_;
  Books& books_;
  TaskGroup& zombies_;
  HostId host_;
  std::uint32_t number_ = 0;
  std::uint16_t place_ = 0;
  std::uint32_t process_ = 0;
  std::uint16_t build_ = 0;
  bool ordinary_ = true;  ///< has never stood still, and shares no CPU
  bool observed_ = false;
  bool watched_ = false;
  bool may_crash_ = false;
  int released_ = 0;  ///< releases for which it is down
  Slots workers_;
  Occupants holders_;
  mutable Blame blame_;
  std::optional<std::int64_t> limit_;
  std::int64_t own_workers_;       ///< without faults
  double used_before_ = 0;         ///< with other numbers of workers, in ns
  Duration used_until_resized_{};  ///< by the workers
  std::optional<Processor> cpu_;
  std::optional<SharedCpu> shared_cpu_;
  const Tempo* tempo_;
  Duration retry_after_;
  Time started_{Duration::min() / 2};  ///< long before the run: it is warm
  std::int64_t in_flight_ = 0;
  Counter ended_;
  std::int64_t failures_ = 0;
  Stops stops_;
  Condition condition_;
  Gate gate_;
  Gate deployed_;
  Stream errors_;
  Observer* observer_ = nullptr;
  std::vector<Listener*> listeners_;
  std::vector<ProcessMemory*> memories_;
  LinkedList<Visit> visits_;
  LinkedList<Visit> queue_;  ///< the visits that wait for a worker
};

}  // namespace faultline
