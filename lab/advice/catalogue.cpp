#include "lab/advice/remedy.hpp"

namespace faultline {

namespace remedies {

RemedyKind call_to_event();
RemedyKind local_copy();
RemedyKind own_store();
RemedyKind fallback();
RemedyKind time_limits();
RemedyKind retry_budget();
RemedyKind circuit_breaker();
RemedyKind bulkhead();
RemedyKind idempotent_consumer();
RemedyKind tolerant_reader();
RemedyKind expand_and_contract();
RemedyKind private_release();

}  // namespace remedies

const std::vector<RemedyKind>& remedy_kinds() {
  using namespace remedies;
  static const std::vector<RemedyKind> table{
      call_to_event(),       local_copy(),      own_store(),           fallback(),
      time_limits(),         retry_budget(),    circuit_breaker(),     bulkhead(),
      idempotent_consumer(), tolerant_reader(), expand_and_contract(), private_release()};
  return table;
}

std::vector<Remedy> remedies_for(const Scenario& scenario, const std::string& design) {
  const auto outline = outline_of(scenario, find_entry(scenario.designs, design)->value);
  const auto load = load_of(scenario, outline);
  const Wiring wiring(scenario, outline, load);
  std::vector<Remedy> remedies;
  for (const auto& kind : remedy_kinds())
    for (auto& [what, apply] : kind.find(wiring))
      remedies.push_back({kind.name, std::move(what), std::move(apply)});
  return remedies;
}

}  // namespace faultline
