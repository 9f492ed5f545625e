#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// What one passage through an operation does on average where nothing fails: a tree of plain
/// values, for static analysis.
struct Plan {
  enum class What : std::uint8_t {
    in_turn,  ///< the parts, one after the other
    at_once,  ///< the parts, all at the same time
    one_of,   ///< one of the parts, each with a probability of its `times`
    work,     ///< keeps its worker and the CPU busy
    wait,     ///< keeps its worker busy
    call,     ///< asks the operation `target`
    query,    ///< asks the store or projection `target`
    session,  ///< the parts, while it holds a connection of the store `target`
    look_up,  ///< asks the cache `target`; the parts load what is not there
    publish,  ///< to the topic `target`
  };

  /// Of `seconds`: what the target takes by itself.
  static constexpr double of_target = -1;
  /// Of `seconds`: nothing in the file says it.
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  What what = What::in_turn;
  double times = 1;  ///< how often, on average, for each time of what encloses it
  double width = 1;  ///< how many of these run at once
  double seconds = 0;
  std::string target = {};
  double attempts = 1;                    ///< at most, for each time, if all of them fail
  std::optional<std::int64_t> slots{};    ///< of one caller, for what it has under way at once
  bool needed = true;                     ///< its failure fails what encloses it
  bool changes = false;                   ///< the store
  bool at_primary = true;                 ///< of the store, and not at a replica
  std::size_t need = 0;                   ///< parts that have to succeed, if at once; 0: all needed
  std::vector<std::string> classes = {};  ///< of the requests that take it; none: all
  std::vector<Plan> parts = {};
};

}  // namespace faultline
