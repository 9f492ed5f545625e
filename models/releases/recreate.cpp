#include "models/releases/strategy.hpp"

namespace faultline {

namespace {

/// All instances stop, then all start with the new build.
class Recreate final : public Strategy {
 public:
  void fields(Fields&) override {}
  std::vector<Batch> plan(std::int64_t instances) const override { return {{.down = instances}}; }
};

}  // namespace

Kind<Strategy> recreate() {
  return kind<Strategy, Recreate>("recreate", "Stops all instances, then starts the new ones.");
}

}  // namespace faultline
