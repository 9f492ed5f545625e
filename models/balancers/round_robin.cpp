#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

class RoundRobin final : public Balancer {
 public:
  void fields(Fields& f) override { declare_per(f); }
  std::size_t choose(const Pool& pool, View& view, const Call&, Draw&) override {
    return view.next_turn(pool) % pool.choices().size();
  }
};

}  // namespace

Kind<Balancer> round_robin() {
  return kind<Balancer, RoundRobin>("round_robin", "The instances in turn.");
}

}  // namespace faultline
