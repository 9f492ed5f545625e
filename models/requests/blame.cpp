#include "models/requests/blame.hpp"

#include "models/spans/spans.hpp"

namespace faultline {

CauseId cause_at(const Call& call, Symptom symptom, std::uint16_t place, RootKind otherwise) {
  if (!call.span) return no_cause;
  return call.span->spans().causes().at(symptom, place, otherwise);
}

CauseId cause_of(const Call& call, Symptom symptom, std::uint16_t place,
                 const Contended& contended) {
  if (!call.span) return no_cause;
  return call.span->spans().causes().of_exhaustion(call.transaction->id, {symptom, place},
                                                   contended);
}

CauseId one_of(const Call& call, std::span<const CauseId> causes) {
  if (!call.span || causes.empty()) return no_cause;
  return call.span->spans().causes().one_of(call.transaction->id, causes);
}

CauseId cause_after(const Call& call, Symptom symptom, std::uint16_t place, CauseId earlier,
                    Sustained sustained) {
  if (!call.span) return no_cause;
  auto& causes = call.span->spans().causes();
  if (earlier == no_cause) return causes.at(symptom, place, RootKind::unknown);
  return causes.after(symptom, place, earlier, sustained);
}

void set_back(const Call& call, CauseId why) {
  if (call.span && why != no_cause) call.span->spans().causes().set_back(call.transaction->id, why);
}

CauseId cause_not_there(const Call& call, std::uint16_t place) {
  if (!call.span) return no_cause;
  auto& causes = call.span->spans().causes();
  return causes.hop(Symptom::not_caused, place, causes.setback(call.transaction->id));
}

}  // namespace faultline
