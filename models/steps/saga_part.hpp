#pragma once

#include "models/instances/binding.hpp"
#include "models/instances/operation.hpp"

namespace faultline {

/// One part of a saga: what is done, and what takes that back again.
struct SagaPart {
  static constexpr auto called = "saga step";
  std::string name;
  Steps steps;
  std::optional<Steps> undo;  ///< nothing: it cannot be taken back
  Place place;
  Operation undoing;  ///< `undo`, once it is built into the world
  Target target;      ///< which runs at the orchestrator, beside its visits

  void fields(Fields& f) {
    f("name", name, {.says = "its name", .required = true});
    f("do", steps, {.says = "the steps that do it", .required = true});
    f("undo", undo,
      {.says = "the compensation, the steps that undo it; [] if nothing has to be undone; only the "
               "last one, after which nothing can fail, may omit it"});
    if (!f.reading()) return;
    place = f.place();
    if (f.sound() && steps.empty()) f.problems().add(f.place_of("do"), "\"do\" is empty");
  }

  void attach(Binding& binding) {
    for (const auto& step : steps) step->attach(binding);
    if (!undo) return;
    for (const auto& step : *undo) step->attach(binding);
    undoing = Operation("undo " + name, unrecorded_operation, std::move(*undo));
    target = {.operation = &undoing, .entrance = Entrance::inside};
  }

  bool nothing_to_undo() const { return undoing.steps().empty(); }
};

}  // namespace faultline
