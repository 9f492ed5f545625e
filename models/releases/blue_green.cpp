#include "models/releases/strategy.hpp"

namespace faultline {

namespace {

/// A second set of instances starts beside the first one and takes over at one instant.
class BlueGreen final : public Strategy {
 public:
  void fields(Fields&) override {}
  std::vector<Batch> plan(std::int64_t instances) const override { return {{.beside = instances}}; }
};

}  // namespace

Kind<Strategy> blue_green() {
  return kind<Strategy, BlueGreen>(
      "blue_green", "Starts a second set of instances, which takes over at one instant.");
}

}  // namespace faultline
