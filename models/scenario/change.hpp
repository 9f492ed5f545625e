#pragma once

#include <memory>
#include <optional>

#include "models/conditions/criterion.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// A value of any form, as it stands in the scenario.
struct AnyValue {
  Node node;
};

template <>
struct Codec<AnyValue> : PlainCodec<AnyValue> {
  static void read(const Node& node, AnyValue& value, Problems&) { value.node = node; }
  static Shape shape() { return {.form = Shape::Form::any}; }
};

/// When an experiment is stopped, so that no more harm is done: all faults end, and none begins any
/// more. The run goes on, so that recovery is measured. Chaos Toolkit calls it a safeguard.
struct AbortSettings {
  static constexpr auto called = "stop condition";
  std::unique_ptr<Criterion> when;
  Place place;
  void fields(Fields& f);
};

/// A setting that becomes another one during a run: a configuration that is pushed, what an
/// operator does against trouble, capacity that is added.
struct Change {
  static constexpr auto called = "change";
  Reference name;
  Reference set;
  AnyValue to;
  std::optional<Duration> at;
  std::unique_ptr<Criterion> when;
  Duration over{};
  std::optional<Duration> lasts;
  void fields(Fields& f);
};

}  // namespace faultline
