#include "models/scenario/least_times.hpp"

#include <algorithm>

namespace faultline {

Duration LeastTimes::way(const std::string& from, const std::string& to,
                         const MessageSizes& sizes) const {
  auto least = Duration::max();
  for (const auto& asking : hosts_of(scenario_, from))
    for (const auto& asked : hosts_of(scenario_, to)) {
      const auto there = transit_between(spec_, asking, asked, sizes.request.count);
      const auto back = transit_between(spec_, asked, asking, sizes.response.count);
      if (there && back) least = std::min(least, *there + *back);
    }
  return least == Duration::max() ? Duration::zero() : least;
}

Duration LeastTimes::call(const std::string& from, const std::string& operation,
                          const MessageSizes& sizes) const {
  const auto at = service_in(operation);
  const auto* asked = outline_.find(operation);
  return way(from, at, sizes) + (asked ? steps(*asked) : Duration::zero());
}

Duration LeastTimes::steps(const Outline::Item& operation) const {
  auto least = Duration::zero();
  for (const auto& step : *operation.steps) least += step->least(*this, service_in(operation.name));
  return least;
}

}  // namespace faultline
