#pragma once

#include "models/faults/fault.hpp"

namespace faultline {

/// Which calls of its target a fault of messages strikes: those that it receives, those that it
/// makes, or both. Requests and responses are struck in any case.
enum class CallSide : std::uint8_t { in, out, both };
inline std::vector<std::string> words(CallSide) { return {"in", "out", "both"}; }

inline constexpr auto asks_nobody =
    "it has no effect: what it hits makes no calls (\"direction\": \"out\")";

inline void declare_side(Fields& f, CallSide& side, const Fault& fault) {
  f("direction", side,
    {.says = "whether it strikes the calls that the target receives (in), those that it makes "
             "(out), or both"});
  if (f.sound() && side != CallSide::in && fault.target().links())
    f.problems().add(f.place_of("direction"),
                     "of a link all messages are struck, whoever calls: it has no direction");
}

/// The messages of these calls take longer.
inline void delay_calls(Instance& instance, const Fault& fault, CallSide side,
                        ExtraLatency latency) {
  latency.path.at = instance.host();
  if (side != CallSide::out) instance.change().extra_latency.add(fault, latency);
  if (side != CallSide::in) instance.delay_calls(fault, latency);
}

inline void end_delay(Instance& instance, const Fault& fault, CallSide side) {
  if (side != CallSide::out) instance.change().extra_latency.remove(fault);
  if (side != CallSide::in) instance.end_delay(fault);
}

inline Symptoms delays_explain(CallSide side) {
  const auto received = side == CallSide::out ? Symptoms{0} : only({Symptom::travelled});
  return side == CallSide::in ? received : received | own_calls;
}

}  // namespace faultline
