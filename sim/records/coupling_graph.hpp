#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// In which ways the services of one design depend on each other, as one graph with edges of five
/// kinds. Plain data, derived from the scenario.
struct CouplingGraph {
  enum class Kind : std::uint8_t {
    temporal,    ///< `from` fails where `to` is down, an operation or what it needs
    spatial,     ///< `from` knows the address of the service `to`
    data,        ///< `from` uses the store `to`
    format,      ///< `from` reads or writes messages of the contract `to`
    deployment,  ///< `from` can only be released with all others that are joined to `to`
  };
  static constexpr std::array<std::string_view, 5> kinds{"temporal", "spatial", "data", "format",
                                                         "deployment"};

  struct Part {
    std::string name;
    /// "service", "operation", "store", "projection", "topic", "contract", "release"
    std::string role;
    int service;  ///< of an operation: index in parts; otherwise its own index
  };

  struct Edge {
    int from;  ///< an operation, or a service: index in parts
    int to;
    Kind kind;
    std::string because = {};  ///< "order.place calls payment.charge"
    int line = 0;              ///< of the scenario, where it says so
  };

  std::vector<Part> parts;    ///< the services first
  int services = 0;           ///< how many parts are
  std::vector<Edge> edges;    ///< between two parts one of each kind at the most
  bool has_contracts = true;  ///< the scenario states formats; otherwise nothing is known of them
};

}  // namespace faultline
