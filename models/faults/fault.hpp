#pragma once

#include <optional>
#include <vector>

#include "models/faults/recurrences/recurrence.hpp"
#include "models/faults/targets/selector.hpp"
#include "models/instances/instance.hpp"
#include "models/spans/causes.hpp"
#include "sim/language/family.hpp"

namespace faultline {

/// What a fault may need from the scenario to have an effect, in any design.
struct FaultSurroundings {
  Occurrence time;               ///< of the fault, as far as the run goes
  bool connects = false;         ///< somebody opens connections to what it strikes
  bool writes = false;           ///< somebody writes to what it strikes
  std::size_t instances = 0;     ///< most that it can strike at once
  std::int64_t connections = 0;  ///< most of a store that it strikes
  double bytes_per_second = 0;   ///< of the link or the ports that it strikes
  bool apart = false;   ///< what it is cut off from stands on another host than what it strikes
  bool asks = false;    ///< what it strikes makes calls or publishes
  bool opens = false;   ///< what it strikes opens connections
  bool clocks = false;  ///< what it strikes compares instants with its clock
};

/// Something that is injected: `begin` applies it to an instance, `end` reverts it. The injector
/// decides when.
class Fault {
 public:
  static constexpr auto called = "fault";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Fault() = default;
  void is_of_kind(const std::string& name) { kind_ = name; }
  const std::string& kind() const { return kind_; }
  void fields(Fields& f);

  virtual void begin(Instance& instance) = 0;
  virtual void end(Instance& instance) = 0;

  /// All that one strike hits, in this order, at one instant.
  virtual void strike(const std::vector<Instance*>& instances);
  virtual void let_go(const std::vector<Instance*>& instances);

  /// Whether it has a strength, which can be anything from 0 to that of `begin`, which is 1.
  virtual bool graded() const { return false; }
  virtual void begin_at(Instance& instance, double strength);

  /// The only sort of part that it can hit, as named in errors; empty: any.
  virtual std::string only_at() const { return ""; }
  virtual bool hits_sort(const std::string& sort) const {
    return only_at().empty() || only_at() == sort;
  }

  /// Whether it strikes requests, events or attempts one by one, so that it can be limited to some.
  virtual bool strikes_requests() const { return false; }
  /// The requests to which it is limited; null: all.
  const Only* requests() const { return only_ ? &*only_ : nullptr; }
  Only* requests() { return only_ ? &*only_ : nullptr; }
  /// Whether it locks a table, which only a store has, and only as a whole.
  virtual bool locks_table() const { return false; }

  struct Partition {
    std::size_t number;
    Place place;  ///< where it is named
  };
  /// Whether it takes cores that work at its target shares.
  virtual bool takes_cores() const { return false; }

  /// Those at the other end of the messages that it strikes; null: everybody.
  const Selector* others() const { return from_.get(); }
  /// Before the run: where they stand.
  void others_stand_at(std::vector<HostId> hosts);
  /// Whether it has no effect where both ends stand on one host.
  virtual bool cuts() const { return false; }

  /// The partition that loses its leader, of a topic held by a broker.
  virtual std::optional<Partition> strikes_partition() const { return std::nullopt; }
  /// The only consumer group that it affects, of the topic that it hits.
  virtual std::optional<Reference> group() const { return std::nullopt; }
  /// Whether it can be told only of a part that is named.
  bool needs_part() const { return locks_table() || strikes_partition() || group(); }
  /// Whether it affects a service only as a consumer of topics with partitions.
  virtual bool moves_partitions() const { return false; }

  /// Whether it strikes messages, and so can be told to strike those that pass a link.
  virtual bool strikes_messages() const { return false; }
  /// Whether of a service or store it strikes single calls, which have to be made.
  virtual bool strikes_calls() const { return false; }
  /// Whether it has to find a link by its name.
  virtual bool strikes_links() const { return target_->links(); }
  /// Before the run: it strikes these alone, which outlive it. By default it strikes all messages
  /// to and from its targets.
  void strike_only(const OverLink& messages) { messages_ = &messages; }

  /// What it can bring about at its target; by default everything.
  virtual Symptoms explains() const { return ~Symptoms{0}; }

  /// Why it has no effect there; empty if it can have one.
  virtual std::string idle_in(const FaultSurroundings&) const { return {}; }
  /// Why it has none in the time that it lasts, which is seldom meant; empty if it can have one.
  virtual std::string too_short_in(const FaultSurroundings&) const { return {}; }
  /// That it does not take all the time to the end of the run, where that is so; empty: it does.
  virtual std::string soon_over_in(const FaultSurroundings&) const { return {}; }

  /// Whether it changes how its target processes requests; for a topic held by a broker the nodes
  /// of the broker do that work.
  virtual bool at_work() const { return false; }

  /// Whether its target, a cache or a projection, loses its contents, even if it is durable.
  virtual bool wipes() const { return false; }
  /// Whether it loses only a part of its contents, which a projection cannot.
  virtual bool wipes_in_part() const { return false; }

  const std::string& name() const { return name_.name; }
  const Reference& named() const { return name_; }
  const Selector& target() const { return *target_; }
  /// Where its target stands.
  const Place& target_place() const { return target_->named().place; }
  /// null: it begins and ends once.
  const Recurrence* recurrence() const { return when_.get(); }
  /// Where it says how it comes and goes, or how long it lasts.
  const Place& time_place() const { return time_place_; }
  Duration ramp_up() const { return ramp_up_; }
  Duration ramp_down() const { return ramp_down_; }
  /// The times in which it can strike, in the order in which they begin; one that never ends has
  /// end_of_time. Several where workflows run it several times.
  std::vector<Occurrence> spans() const;
  Time starts() const { return spans().front().from; }
  Time ends() const;

  /// When it starts, and for how long, by its own fields.
  const std::optional<Duration>& at() const { return at_; }
  const std::optional<Duration>& lasts() const { return for_; }
  /// Where that stands, or the fault.
  const Place& place_of_at() const { return at_place_; }
  /// Somebody else says when it strikes.
  void strike_in(const Occurrence& span);
  void comes(std::unique_ptr<Recurrence> when) { when_ = std::move(when); }
  /// Whom it does not strike, though they fit its target.
  void spare(std::shared_ptr<const Selectors> these) { spared_ = std::move(these); }
  bool spares_some() const { return spared_ && !spared_->empty(); }
  bool spares(const TargetInstance& instance) const;
  /// As it would stand among the faults of a scenario, where it does not.
  void is_written_as(Node node) { written_ = std::move(node); }
  const std::optional<Node>& written_as() const { return written_; }
  /// Tells a time that is missing, or in vain, once all is known of it.
  void check_time(Problems& problems) const;

 protected:
  virtual void declare(Fields& f) = 0;
  /// Those over a link that it strikes; null: all.
  const OverLink* messages() const { return messages_; }
  /// For kinds that strike messages.
  void declare_from(Fields& f);
  Path path() const { return {messages_, from_ ? &others_ : nullptr}; }

 private:
  std::string kind_;
  Reference name_;
  std::unique_ptr<Selector> target_;
  std::optional<Only> only_;
  std::optional<Duration> at_;
  std::optional<Duration> for_;
  Place at_place_;
  Place ramp_down_place_;
  std::vector<Occurrence> spans_;  ///< where others say them
  std::shared_ptr<const Selectors> spared_;
  std::optional<Node> written_;
  std::unique_ptr<Recurrence> when_;
  Place time_place_;
  Duration ramp_up_{};
  Duration ramp_down_{};
  const OverLink* messages_ = nullptr;
  std::unique_ptr<Selector> from_;
  std::vector<HostId> others_;
};

template <>
const std::vector<Kind<Fault>>& kinds_of<Fault>();

using Faults = std::vector<std::unique_ptr<Fault>>;

}  // namespace faultline
