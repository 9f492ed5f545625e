#include "lab/advice/calls.hpp"

#include <algorithm>
#include <map>

namespace faultline {

namespace {

/// How many blocking calls come before each operation, on the longest way; calls form no circles.
void go_down(const Wiring& wiring, const std::string& operation, std::size_t depth,
             std::map<std::string, std::size_t>& depths) {
  const auto [known, is_new] = depths.try_emplace(operation, depth);
  if (!is_new && known->second >= depth) return;
  known->second = depth;
  if (const auto* item = wiring.find(operation))
    for (const auto& call : item->mentions.calls)
      go_down(wiring, call.operation.name, depth + 1, depths);
}

/// What an operation waits for, down to where `see` says no.
template <class See>
void visit(const Wiring& wiring, const std::string& operation, See see) {
  const auto* item = wiring.find(operation);
  if (!item || !see(*item)) return;
  for (const auto& call : item->mentions.calls) visit(wiring, call.operation.name, see);
}

/// Not one that a policy makes instead of it.
bool is_step(const Reference& call) {
  const auto& pointer = call.place.pointer;
  return pointer.ends_with("/call") && pointer.find("/policies/") == pointer.npos;
}

}  // namespace

std::vector<BlockingCall> blocking_calls(const Wiring& wiring) {
  std::map<std::string, std::size_t> depths;
  for (const auto* item : wiring.items())
    if (item->subscription) go_down(wiring, item->name, 0, depths);
  for (const auto& entry : wiring.scenario().asked_for()) go_down(wiring, entry, 0, depths);
  std::vector<BlockingCall> calls;
  for (const auto* item : wiring.items())
    for (const auto& stack : item->mentions.stacks) {
      if (!is_step(stack.around) || !depths.contains(item->name)) continue;
      const auto call = std::ranges::find(item->mentions.calls, stack.around.place,
                                          [](const auto& one) { return one.operation.place; });
      if (call == item->mentions.calls.end()) continue;
      calls.push_back({item, stack.around, stack.policies, call->optional, depths[item->name]});
    }
  return calls;
}

bool brings_effects(const Wiring& wiring, const std::string& operation) {
  bool any = false;
  visit(wiring, operation, [&](const Outline::Item& item) {
    any |= !item.mentions.effects.empty();
    return !any;
  });
  return any;
}

bool leaves_effects(const Wiring& wiring, const BlockingCall& call) {
  return std::ranges::all_of(wiring.scenario().asked_for(), [&](const std::string& entry) {
    bool waits = false;
    bool any = false;
    visit(wiring, entry, [&](const Outline::Item& item) {
      waits |= &item == call.from;
      any |= item.name != call.to.name && !item.mentions.effects.empty();
      return item.name != call.to.name;
    });
    return any || !waits;
  });
}

}  // namespace faultline
