#include <algorithm>

#include "models/smells/smell.hpp"

namespace faultline {

SmellKind shared_database();
SmellKind foreign_read();
SmellKind synchronous_chain();
SmellKind chatty_pair();
SmellKind cyclic_dependency();
SmellKind hub();
SmellKind lockstep();
SmellKind brittle_format();
SmellKind retry_amplification();
SmellKind unsafe_retry();
SmellKind timeout_inversion();
SmellKind no_timeout();
SmellKind pool_too_small();
SmellKind dual_write();
SmellKind not_idempotent();
SmellKind missing_dead_letter();
SmellKind unbounded_queue();
SmellKind single_broker();

const std::vector<SmellKind>& smell_kinds() {
  static const std::vector<SmellKind> table{
      shared_database(),     foreign_read(), synchronous_chain(), chatty_pair(),
      cyclic_dependency(),   hub(),          lockstep(),          brittle_format(),
      retry_amplification(), unsafe_retry(), timeout_inversion(), no_timeout(),
      pool_too_small(),      dual_write(),   not_idempotent(),    missing_dead_letter(),
      unbounded_queue(),     single_broker()};
  return table;
}

Wiring::Wiring(const Scenario& scenario, const Outline& outline, const OfferedLoad& load)
    : scenario_(scenario), outline_(outline), load_(load) {
  const auto reached = outline.reached_from(scenario.entries(), true);
  for (std::size_t i = 0; i < reached.size(); ++i)
    if (reached[i]) items_.push_back(&outline.operations[i]);
  asked_.resize(outline.operations.size());
  for (const auto* item : items_)
    for (const auto& stack : item->mentions.stacks)
      asked_[number_of(*item)].push_back(find(stack.around.name));
}

std::vector<Smell> smells_of(const Scenario& scenario, const Outline& outline,
                             const OfferedLoad& load) {
  const Wiring wiring(scenario, outline, load);
  std::vector<Smell> smells;
  for (const auto& kind : smell_kinds())
    for (auto& [place, evidence] : kind.find(wiring))
      smells.push_back({kind.name, kind.severity, place, std::move(evidence), kind.remedy});
  std::ranges::stable_sort(smells, std::greater(), &Smell::severity);
  return smells;
}

}  // namespace faultline
