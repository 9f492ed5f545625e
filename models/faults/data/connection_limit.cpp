#include <fmt/format.h>

#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// Each node of a store serves fewer connections at once. Those beyond the limit end what they do.
class ConnectionLimit final : public Fault {
 public:
  void begin(Instance& instance) override { instance.limit_workers(*this, connections_); }
  void end(Instance& instance) override { instance.unlimit_workers(*this); }
  std::string only_at() const override { return "store"; }
  std::string idle_in(const FaultSurroundings& at) const override {
    if (connections_ < at.connections) return {};
    return fmt::format("it has no effect: what it hits has {} connections", at.connections);
  }
  Symptoms explains() const override { return 0; }

 protected:
  void declare(Fields& f) override {
    f("connections", connections_,
      {.says = "connections of each node that it leaves", .at_least = 1, .required = true});
  }

 private:
  std::int64_t connections_ = 1;
};

}  // namespace

Kind<Fault> connection_limit() {
  return kind<Fault, ConnectionLimit>("connection_limit", "A store serves fewer connections.");
}

}  // namespace faultline
