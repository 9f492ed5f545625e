#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

class RandomChoice final : public Balancer {
 public:
  std::size_t choose(const Pool& pool, View&, const Call&, Draw& draw) override {
    return one_of(pool.choices().size(), draw);
  }
};

}  // namespace

Kind<Balancer> random_choice() {
  return kind<Balancer, RandomChoice>("random",
                                      "An instance chosen at random, all equally likely.");
}

}  // namespace faultline
