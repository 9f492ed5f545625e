#include "models/step.hpp"

namespace faultline {

Kind<Step> work();
Kind<Step> call();
Kind<Step> parallel();
Kind<Step> query();
Kind<Step> publish();
Kind<Step> effect();
Kind<Step> cache();
Kind<Step> project();
Kind<Step> read();

template <>
const std::vector<Kind<Step>>& kinds_of<Step>() {
  static const std::vector<Kind<Step>> table{work(),   call(),  parallel(), query(), publish(),
                                             effect(), cache(), project(),  read()};
  return table;
}

}  // namespace faultline
