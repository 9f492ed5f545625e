#pragma once

#include <optional>
#include <vector>

#include "models/instances/instance.hpp"
#include "models/spans/causes.hpp"
#include "sim/language/family.hpp"

namespace faultline {

/// Something that is injected: `begin` applies it to an instance, `end` reverts it. The injector
/// decides when.
class Fault {
 public:
  static constexpr auto called = "fault";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Fault() = default;
  void fields(Fields& f);

  virtual void begin(Instance& instance) = 0;
  virtual void end(Instance& instance) = 0;

  /// The only sort of part that it can hit, as named in errors; empty: any.
  virtual std::string only_at() const { return ""; }
  /// Whether it locks a table, which only a store has, and only as a whole.
  virtual bool locks_table() const { return false; }

  struct Partition {
    std::size_t number;
    Place place;  ///< where it is named
  };
  /// The partition that loses its leader, of a topic held by a broker.
  virtual std::optional<Partition> strikes_partition() const { return std::nullopt; }
  /// The only consumer group that it affects, of the topic that it hits.
  virtual std::optional<Reference> group() const { return std::nullopt; }
  /// Whether it affects a service only as a consumer of topics with partitions.
  virtual bool moves_partitions() const { return false; }

  /// What it can bring about at its target; by default everything.
  virtual Symptoms explains() const { return ~Symptoms{0}; }

  /// Whether it changes how its target processes requests; for a topic held by a broker the nodes
  /// of the broker do that work.
  virtual bool at_work() const { return false; }

  /// Whether its target, a cache or a projection, loses its contents, even if it is durable.
  virtual bool wipes() const { return false; }
  /// Whether it loses only a part of its contents, which a projection cannot.
  virtual bool wipes_in_part() const { return false; }

  const std::string& name() const { return name_.name; }
  const Reference& named() const { return name_; }
  const Reference& target() const { return target_; }
  Time starts() const { return Time{at_}; }
  /// end_of_time if it never ends.
  Time ends() const { return for_ ? Time{at_ + *for_} : end_of_time; }

 protected:
  virtual void declare(Fields& f) = 0;

 private:
  Reference name_;
  Reference target_;
  Duration at_{};
  std::optional<Duration> for_;
};

template <>
const std::vector<Kind<Fault>>& kinds_of<Fault>();

using Faults = std::vector<std::unique_ptr<Fault>>;

/// The parsed target of a fault: the name of a part, and with "#i" only its instance i.
struct TargetName {
  std::string part;
  std::optional<std::size_t> instance;
};

/// Nothing if the text after "#" is not a number.
std::optional<TargetName> parse_target(const std::string& text);

}  // namespace faultline
