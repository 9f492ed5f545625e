#include "models/fault.hpp"

namespace faultline {

namespace {

/// Consumers of a service come and go, so that the partitions of its groups are given out anew over
/// and over.
class Rebalance final : public Fault {
 public:
  void begin(Instance& instance) override { instance.unsettle(every_); }
  void end(Instance& instance) override { instance.settle(every_); }

  std::string only_at() const override { return "service"; }

 protected:
  void declare(Fields& f) override {
    f("every", every_, {.says = "time from one to the next", .positive = true, .required = true});
  }

 private:
  Duration every_{};
};

}  // namespace

Kind<Fault> rebalance() {
  return kind<Fault, Rebalance>(
      "rebalance", "The partitions of a service's consumers are given out over and over.");
}

}  // namespace faultline
