#pragma once

#include <span>

#include "models/requests/call.hpp"
#include "models/spans/contended.hpp"
#include "sim/records/causes.hpp"

namespace faultline {

/// Why a call fails, as far as that is recorded; none where it is not. `place` is where it happens.

/// By a fault at that place or, without one, as `otherwise` says.
CauseId cause_at(const Call& call, Symptom symptom, std::uint16_t place, RootKind otherwise);

/// Others occupy all of `contended`.
CauseId cause_of(const Call& call, Symptom symptom, std::uint16_t place,
                 const Contended& contended);

/// One of several earlier failures, each as likely; none where there is none.
CauseId one_of(const Call& call, std::span<const CauseId> causes);

/// An earlier failure, whose consequences may outlive its fault by `sustained`.
CauseId cause_after(const Call& call, Symptom symptom, std::uint16_t place, CauseId earlier,
                    Sustained sustained);

/// Something of the request came to nothing, for this reason, and no caller learns of it.
void set_back(const Call& call, CauseId why);

/// What the request waits for did not happen: why what should bring it about came to nothing.
CauseId cause_not_there(const Call& call, std::uint16_t place);

}  // namespace faultline
