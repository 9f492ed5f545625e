#pragma once

#include <string>
#include <string_view>

#include "analysis/inside/cause_tally.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// The key of a symptom in results: "queue_full".
std::string_view key_of(Symptom symptom);
/// The key of a root in results: "ended_fault".
std::string_view key_of(RootKind root);
/// The key of what sustains a failure in results: "open_breaker".
std::string_view key_of(Sustained sustained);

/// One hop: "the queue of order was full".
std::string in_words(const CauseLink& link, const RunFrame& frame);
/// The root alone: "fault \"payment down\"".
std::string root_in_words(const CauseLink& root, const RunFrame& frame);
/// From the root to the client: "payment was down; so order failed; so checkout failed".
std::string from_root_in_words(const CauseChain& chain, const RunFrame& frame);
/// From the symptom to the root, the hops joined by "<-".
std::string in_words(const CauseChain& chain, const RunFrame& frame);

}  // namespace faultline
