#pragma once

#include <memory>

#include "models/faults/fault.hpp"

namespace faultline {

/// A fault that stands somewhere else than among the faults of a scenario; it knows its own text.
struct WrittenFault {
  std::unique_ptr<Fault> fault;  ///< null where it could not be read
};

template <>
struct Codec<WrittenFault> : PlainCodec<WrittenFault> {
  static void read(const Node& node, WrittenFault& value, Problems& problems) {
    Codec<std::unique_ptr<Fault>>::read(node, value.fault, problems);
    if (value.fault) value.fault->is_written_as(node);
  }
  static Shape shape() { return Codec<std::unique_ptr<Fault>>::shape(); }
};

}  // namespace faultline
