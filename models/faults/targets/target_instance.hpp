#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace faultline {

/// One instance or node that a fault could strike, as a target describes it.
struct TargetInstance {
  std::string part;    ///< its name
  std::string sort;    ///< "service", "store", ...
  std::size_t number;  ///< of the instance in its part
  std::string host;
  bool own = false;                      ///< only this design declares its part
  std::string zone = {};                 ///< of the host; empty on the default platform
  std::string region = {};               ///< of the zone; empty: none
  std::string rack = {};                 ///< of the host; empty: none
  std::vector<std::string> labels = {};  ///< of the part and of the host
  /// That messages to or from it pass; null: not looked for.
  std::shared_ptr<const std::set<std::string>> links = {};
  std::vector<std::string> consumes = {};  ///< topics, in this design
  std::vector<std::string> may_lead = {};  ///< the topics that its broker holds, and this broker

  /// "payment#0"
  std::string name() const { return part + "#" + std::to_string(number); }
  /// Whether it is meant by the name of a part or of one of its instances.
  bool is(const std::string& named) const { return named == part || named == name(); }
};

}  // namespace faultline
