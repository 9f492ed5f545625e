#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

Kind<Recurrence> every();
Kind<Recurrence> mtbf();
Kind<Recurrence> with();

template <>
const std::vector<Kind<Recurrence>>& kinds_of<Recurrence>() {
  static const std::vector<Kind<Recurrence>> table{every(), mtbf(), with()};
  return table;
}

}  // namespace faultline
