#include "models/workloads/mix.hpp"

#include <algorithm>
#include <numeric>

namespace faultline {

Mix::Mix(std::vector<RequestClass> classes, const std::vector<double>& shares, const Keys& keys,
         const Streams& streams)
    : classes_(std::move(classes)),
      keys_(keys),
      class_draws_(streams.named("classes")),
      client_draws_(streams.named("clients")) {
  const auto whole = std::accumulate(shares.begin(), shares.end(), 0.0);
  double sum = 0;
  for (const auto share : shares) up_to_.push_back((sum += share) / whole);
}

const RequestClass& Mix::class_of(std::uint64_t request) const {
  if (classes_.size() == 1) return classes_.front();
  const auto drawn = class_draws_.draw(request).uniform();
  const auto found = std::upper_bound(up_to_.begin(), up_to_.end() - 1, drawn);
  return classes_[static_cast<std::size_t>(found - up_to_.begin())];
}

std::uint64_t Mix::client_of(std::uint64_t request) const {
  if (clients_ == 1) return 0;
  return static_cast<std::uint64_t>(client_draws_.draw(request).uniform() *
                                    static_cast<double>(clients_));
}

}  // namespace faultline
