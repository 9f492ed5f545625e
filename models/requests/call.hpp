#pragma once

#include <cstdint>
#include <limits>

#include "models/requests/layer.hpp"
#include "models/requests/transaction.hpp"
#include "models/spans/span.hpp"
#include "sim/platform/platform.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

class Instance;
class Session;
class Tried;

/// The record index of operations that are not recorded by themselves, such as queries.
inline constexpr auto unrecorded_operation = std::numeric_limits<std::uint32_t>::max();

/// One attempt, as it is passed along a chain of calls. It lives in the caller's frame and is
/// passed by reference: an attempt that may outlive the caller takes a copy. The code that starts a
/// chain, or lets a part of it outlive the rest, keeps the transaction alive.
struct Call {
  Transaction* transaction = nullptr;
  std::uint64_t attempt = 0;     ///< nested number of the attempt; keys every draw made for it
  Time deadline = end_of_time;   ///< carried along: after it every hop gives up
  Instance* to = nullptr;        ///< whom to ask, where that was chosen before the balancer's turn
  Tried* tried_at = nullptr;     ///< where the choice is noted, and which not to choose again
  Session* session = nullptr;    ///< the transaction of a store that it is a part of
  Span* span = nullptr;          ///< of the one who asks; null where spans are not recorded
  HostId from{};                 ///< where the one who asks stands
  std::uint32_t caller = 0;      ///< which instance of its service asks; 0 for the client
  const Instance* by = nullptr;  ///< the same; null for the client and for what consumes events
  bool first : 1 = true;         ///< no retry and no redelivery on the way here
  bool cancellable : 1 = false;  ///< when the one who asks goes away, the work stops
  bool poisoned : 1 = false;     ///< asked by an event that nobody can process
  bool copied : 1 = false;       ///< a fault has made it out of another one
  std::uint8_t format = 0;       ///< of the message, by its number in Contracts; 0: none
  std::uint16_t event = 0;       ///< which event of its transaction asks, or is published
  std::uint32_t stage = 0;  ///< where what it does waits to be committed; 0: it is done at once

  Draw draw(const Stream& stream) const { return stream.draw(transaction->id, attempt); }

  /// How far the clock of the one who asks is ahead.
  Duration skew() const;

  /// The same call, as it publishes an event for the first time; `occurrence` is the number of
  /// earlier steps of its operation that publish to the same topic.
  Call publishing(std::uint64_t occurrence) const {
    auto call = *this;
    call.event = transaction->events++;
    if (occurrence > 0) call.attempt = nested_attempt(attempt, occurrence << 32);
    return call;
  }

  /// The same call, retried: `tried` attempts have been made before by the policy of this layer.
  /// The first attempt is the call itself, so that a policy that never retries changes no draw.
  Call again(std::uint64_t tried, Layer& layer) const {
    auto call = *this;
    if (tried > 0) call.attempt = nested_attempt(attempt, layer.number() << 20 | tried);
    call.first = first && tried == 0;
    return call;
  }
};

}  // namespace faultline
