#pragma once

#include <cstdint>

#include "sim/language/units.hpp"
#include "sim/records/spans.hpp"

namespace faultline {

struct Answer;
struct Call;
class Instance;
class Operation;
class Service;
class View;
struct Target;
template <class State>
class PerCaller;
template <class T>
class Task;

/// Chooses an instance in place of a service's balancer, if only some instances will do: the leader
/// of a partition, the node of a cache that has the key, a node of a store that may run the query.
class Chooser {
 public:
  virtual Instance& choose(const Call& call, const Target& target) = 0;
  /// Whether a request that comes late, behind a partition, still is in the right place.
  virtual bool still_takes(const Instance&, const Target&) const { return true; }

 protected:
  ~Chooser() = default;
};

/// Sizes of the messages of one call.
struct MessageSizes {
  Bytes request{1024};
  Bytes response{1024};
};

/// How a request comes in: through the queue for a worker, beside it (a consumer's own thread), or
/// not at all, being a part of one that is inside already.
enum class Entrance : std::uint8_t { queue, beside, inside };

/// Which nodes of a store will do: the primary has all updates, a replica may lack some.
enum class Copy : std::uint8_t { primary, replica, any };

/// Handles a call in the service's place.
class Asked {
 public:
  /// `call` is owned by the caller, which also owns the task.
  virtual Task<Answer> ask(const Call& call) = 0;

 protected:
  ~Asked() = default;
};

/// The target of a call: what it calls, and where. It is owned by the caller, for the whole run.
struct Target {
  /// Of the part that is asked: index in RunFrame::places.
  std::uint16_t place() const;
  /// The same, but a topic rather than the broker on which it stands.
  std::uint16_t part() const { return topic != 0 ? topic : place(); }

  Service* service = nullptr;
  const Operation* operation = nullptr;
  MessageSizes sizes;
  Entrance entrance = Entrance::queue;
  Chooser* chooser = nullptr;        ///< null: the service's balancer
  Copy copy = Copy::primary;         ///< of a store
  PerCaller<View>* views = nullptr;  ///< what each who asks from here knows of the service
  Asked* asked = nullptr;            ///< null: the service
  SpanKind kind = SpanKind::call;    ///< what its spans are
  std::uint16_t topic = 0;  ///< published to, or consumed from: index in RunFrame::places; 0: none
  std::uint64_t occurrence = 0;  ///< how many calls of the same operation stand before this one
};

}  // namespace faultline
