#include "models/instances/step.hpp"

namespace faultline {

Kind<Step> work();
Kind<Step> call();
Kind<Step> parallel();
Kind<Step> query();
Kind<Step> publish();
Kind<Step> effect();
Kind<Step> cache();
Kind<Step> transaction();
Kind<Step> saga();
Kind<Step> take_back();
Kind<Step> await();
Kind<Step> project();
Kind<Step> read();
Kind<Step> sleep();
Kind<Step> error_rate();
Kind<Step> repeat();
Kind<Step> choose();
Kind<Step> parse();

template <>
const std::vector<Kind<Step>>& kinds_of<Step>() {
  static const std::vector<Kind<Step>> table{
      work(),  call(),        parallel(),   query(),     publish(), effect(),
      cache(), transaction(), saga(),       take_back(), await(),   project(),
      read(),  sleep(),       error_rate(), repeat(),    choose(),  parse()};
  return table;
}

}  // namespace faultline
