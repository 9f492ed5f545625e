#include "models/balancer.hpp"

namespace faultline {

namespace {

class RoundRobin final : public Balancer {
 public:
  std::size_t choose(Pool& pool, const Call&, Draw&) override {
    return pool.turn++ % pool.choices().size();
  }
};

}  // namespace

Kind<Balancer> round_robin() {
  return kind<Balancer, RoundRobin>("round_robin", "Each in turn, over all who ask.");
}

}  // namespace faultline
