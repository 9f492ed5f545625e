#pragma once

#include <string>
#include <vector>

#include "sim/records/plan.hpp"

namespace faultline {

/// The dependencies in one design, for static analysis. Plain data, derived from the scenario.
struct Topology {
  enum class Part { client, service, store, projection, topic, broker };

  /// How the source of an edge needs its target.
  enum class Need {
    blocking,  ///< a call or a query: the source waits for the answer
    optional,  ///< a blocking call whose failure only degrades the answer
    event,     ///< through a topic: publish, or deliver to a consumer
    stands,    ///< a topic on its broker: nothing is asked, but it goes down with it
  };

  struct Node {
    std::string name;
    Part part;
    double availability = 1;  ///< of this part alone, 0 to 1
    std::string owner = {};   ///< of a store: the service whose data it holds
  };

  struct Edge {
    int from;  ///< index in nodes
    int to;
    Need need;
    int line = 0;  ///< of the scenario, where it says so
  };

  /// What an operation needs, in terms of nodes and of other operations.
  struct Operation {
    std::string name;                ///< "order.checkout"
    int owner;                       ///< its service: index in nodes
    std::vector<int> stores = {};    ///< queried stores: indices in nodes
    std::vector<int> topics = {};    ///< published to and waited for, and their brokers: in nodes
    std::vector<int> calls = {};     ///< operations called and waited for: indices in operations
    std::vector<int> optional = {};  ///< operations called whose failure only degrades
    std::vector<int> delivers = {};  ///< operations that consume what it publishes
    std::vector<int> consumes = {};  ///< whose events start it, and their brokers; none: called
    Plan plan = {};
  };

  /// What a transaction is to bring about.
  struct Effect {
    std::string name;
    std::vector<int> by = {};  ///< services whose operations do: indices in nodes
  };

  std::string design;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<Operation> operations;
  std::vector<Effect> effects = {};
  std::vector<int> entries = {0};  ///< operations that clients call
};

}  // namespace faultline
