#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// A cache or a projection loses its contents, once; a cache may lose only a share of its keys,
/// each with that probability, the same keys in every replication. The duration of the fault only
/// defines a window for measures.
class Flush final : public Fault {
 public:
  void begin(Instance& instance) override {
    if (share_ < 1)
      instance.change().losses.push_back({share_, Streams{}.named(name())});
    else
      instance.lose_memory();
  }
  void end(Instance&) override {}
  bool wipes() const override { return true; }
  bool wipes_in_part() const override { return share_ < 1; }
  Symptoms explains() const override { return only({Symptom::missing}); }
  std::string soon_over_in(const FaultSurroundings&) const override {
    return "it strikes at one instant";
  }

 protected:
  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of a cache's keys that is lost", .at_most = 1, .positive = true});
  }

 private:
  double share_ = 1;
};

}  // namespace

Kind<Fault> flush() {
  return kind<Fault, Flush>("flush", "A cache or a projection loses its contents.");
}

}  // namespace faultline
