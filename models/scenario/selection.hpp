#pragma once

#include <optional>

#include "sim/language/codec.hpp"

namespace faultline {

/// The requests of which a measure is taken: those of a class, those that arrive before, during or
/// after a fault, change or release; all of them by default.
struct RequestSelection {
  std::optional<Reference> before;
  std::optional<Reference> during;
  std::optional<Reference> after;
  std::optional<Reference> request_class;

  void declare(Fields& f);
  /// Tells of more than one time.
  void check(Fields& f) const;
};

}  // namespace faultline
