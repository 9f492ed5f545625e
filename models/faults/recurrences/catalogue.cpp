#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

Kind<Recurrence> every();
Kind<Recurrence> mtbf();
Kind<Recurrence> with();
Kind<Recurrence> times();
Kind<Recurrence> while_holds();

template <>
const std::vector<Kind<Recurrence>>& kinds_of<Recurrence>() {
  static const std::vector<Kind<Recurrence>> table{every(), mtbf(), with(), times(), while_holds()};
  return table;
}

}  // namespace faultline
