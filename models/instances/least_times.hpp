#pragma once

#include <string>

#include "models/requests/target.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

class Distribution;

/// What answers take at the least in one design: the ways there and back along the whole chain of
/// what has to be asked, and between them nothing, or the shortest work of the operations.
class LeastTimes {
 public:
  virtual ~LeastTimes() = default;

  /// The way to part `to` and back.
  virtual Duration way(const std::string& from, const std::string& to,
                       const MessageSizes& sizes) const = 0;
  /// An answer of `operation` that is asked by part `from`.
  virtual Duration call(const std::string& from, const std::string& operation,
                        const MessageSizes& sizes) const = 0;
  /// The work of a query at the store: `own` where that is given.
  virtual Duration query(const std::string& store, const Distribution* own) const = 0;
  /// The work of storing an event in the topic.
  virtual Duration append(const std::string& topic) const = 0;
  /// Work of such a length.
  virtual Duration work(const Distribution& time) const = 0;
};

}  // namespace faultline
