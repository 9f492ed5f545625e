#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/faults/targets/target_instance.hpp"
#include "sim/language/family.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// What an instance may be for a while, as other than by what is written in the scenario.
enum class Role : std::uint8_t {
  none,
  primary,  ///< the node of a store that takes the updates
  leader,   ///< a node of a broker that leads partitions
  canary    ///< an instance of a service that runs a newer build than others
};

/// What a fault strikes: the instances that fit a description, or some of them, drawn anew each
/// time that the fault begins. A bare text is the name of a part.
class Selector {
 public:
  static constexpr auto called = "target";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "part";
  static constexpr auto short_field = "part";

  virtual ~Selector() = default;
  void fields(Fields& f);

  virtual bool takes(const TargetInstance& instance) const = 0;

  /// A part that is named by itself, and with "#i" only its instance i.
  struct Part {
    std::string name;
    std::optional<std::size_t> instance;
  };
  virtual std::optional<Part> part() const { return std::nullopt; }

  /// Whether it describes messages by the link that they pass; it then takes all instances that
  /// exchange some.
  virtual bool links() const { return false; }
  /// Who has this role when the fault begins, of those that fit; none: all of these.
  virtual Role role() const { return Role::none; }
  /// "primary of"
  virtual std::string role_words() const { return ""; }

  /// The sort of name by which it finds them: "zone".
  virtual std::string sort() const = 0;
  /// Several of them.
  virtual std::string sorts() const { return sort() + "s"; }
  const Reference& named() const { return name_; }
  /// `zone "b"`, or as it stands for a part.
  std::string in_words() const;

  /// How many have to be there at least.
  std::int64_t needed() const { return instances_.value_or(1); }
  /// Whether it draws some of those that fit.
  bool draws() const { return instances_ || share_; }

  /// Which of them, by index, are struck when it strikes for the `time`th time: those with the
  /// least draws, so that an instance more or less moves nobody else's draw. The parts that all
  /// designs share come first, and a share is one of these and one of a design's own parts, so that
  /// of the shared ones the same are struck in each design.
  std::vector<std::size_t> choose(std::span<const TargetInstance> among, const Stream& draws,
                                  std::uint64_t time) const;

 protected:
  virtual void declare(Fields& f) = 0;

  Reference name_;

 private:
  struct Counts {
    std::size_t shared;
    std::size_t own;
  };
  Counts counts(std::size_t shared, std::size_t own) const;

  std::optional<std::int64_t> instances_;
  std::optional<double> share_;
};

template <>
const std::vector<Kind<Selector>>& kinds_of<Selector>();

using Selectors = std::vector<std::unique_ptr<Selector>>;

/// The parsed text of a part; nothing if what follows "#" is not a number.
std::optional<Selector::Part> parse_part(const std::string& text);

}  // namespace faultline
