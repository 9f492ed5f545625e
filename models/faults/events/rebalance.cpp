#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// All consumers at an instance leave their groups and join again, repeatedly: each time partitions
/// are reassigned, with sticky assignment only those of these consumers, otherwise all of the
/// topic. Source: Apache Kafka, KIP-429, "Consumer incremental rebalance protocol".
class Rebalance final : public Fault {
 public:
  void begin(Instance& instance) override { instance.unsettle(*this, every_); }
  void end(Instance& instance) override { instance.settle(*this); }

  std::string only_at() const override { return "service"; }
  bool moves_partitions() const override { return true; }
  Symptoms explains() const override { return only({}); }

 protected:
  void declare(Fields& f) override {
    f("every", every_, {.says = "time between two rebalances", .positive = true, .required = true});
  }

 private:
  Duration every_{};
};

}  // namespace

Kind<Fault> rebalance() {
  return kind<Fault, Rebalance>(
      "rebalance", "The partitions of a service's consumers are rebalanced over and over.");
}

}  // namespace faultline
