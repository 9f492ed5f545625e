#pragma once

#include <optional>
#include <vector>

#include "models/instances/instance.hpp"
#include "sim/language/family.hpp"

namespace faultline {

/// Something that is injected: `begin` does it to an instance, `end` takes it back. When is the
/// injector's business.
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

  /// The sort of part that alone it can strike, as errors call it; empty: any.
  virtual std::string only_at() const { return ""; }
  /// Whether it locks a table, which only a store has, and as a whole.
  virtual bool locks_table() const { return false; }

  struct Partition {
    std::size_t number;
    Place place;  ///< where it is named
  };
  /// The partition whose leader it takes away, of a topic that stands on a broker.
  virtual std::optional<Partition> strikes_partition() const { return std::nullopt; }
  /// The group of consumers, of the topic that it strikes, that it concerns alone.
  virtual std::optional<Reference> group() const { return std::nullopt; }
  /// Whether it concerns a service only as one that consumes topics with partitions.
  virtual bool moves_partitions() const { return false; }

  /// Whether it changes how what it strikes works on requests; for a topic that stands on a broker
  /// the nodes of that do so.
  virtual bool at_work() const { return false; }

  /// Whether what it strikes, a cache or a projection, loses what it holds, though it is durable.
  virtual bool wipes() const { return false; }
  /// Whether it loses a part of that only, which a projection cannot.
  virtual bool wipes_in_part() const { return false; }

  const std::string& name() const { return name_.name; }
  const Reference& named() const { return name_; }
  const Reference& target() const { return target_; }
  Time starts() const { return Time{at_}; }
  /// end_of_time where it never ends.
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

/// A fault's target taken apart: a part by its name, and with "#i" behind it instance i alone.
struct TargetName {
  std::string part;
  std::optional<std::size_t> instance;
};

/// Nothing where what stands behind "#" is no number.
std::optional<TargetName> parse_target(const std::string& text);

}  // namespace faultline
