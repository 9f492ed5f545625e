#pragma once

#include <optional>
#include <vector>

#include "models/scenario/bounds.hpp"
#include "models/scenario/lesson.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// One measure of the steady-state hypothesis and the tolerance that it stays in.
struct ProbeSettings : Bounds {
  static constexpr auto called = "probe";
  Reference measure;
  std::optional<Reference> design;
  std::optional<Reference> request_class;

  bool applies_to(const std::string& name) const { return !design || design->name == name; }
  void fields(Fields& f);
};

/// What is true of a system that works: the steady-state hypothesis of a chaos experiment. It is
/// checked before the first fault, in windows of one length from there to the end of the last
/// fault, and after it.
/// Source: Basiri et al., "Chaos Engineering", IEEE Software 33(3), 2016; Chaos Toolkit's
/// "steady-state-hypothesis".
struct HypothesisSettings {
  static constexpr auto called = "steady-state hypothesis";
  static constexpr std::int64_t most_windows = 3600;
  std::optional<PlacedText> title;
  Duration window = std::chrono::seconds(10);
  std::vector<ProbeSettings> probes;
  Place place_of_window;
  void fields(Fields& f);
};

}  // namespace faultline
