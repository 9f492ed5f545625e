#include "models/faults/fault.hpp"

namespace faultline {

/// Which way messages get lost.
enum class Direction : std::uint8_t { both, to_it, from_it };
std::vector<std::string> words(Direction) { return {"both", "to_it", "from_it"}; }

namespace {

/// A network partition: messages between the target and others do not come through. They are sent
/// again by the transport until they do, at the latest when it is over; who does not want to wait
/// so long needs a timeout. Messages within one host are not concerned.
class NetworkPartition final : public Fault {
 public:
  void begin(Instance& instance) override {
    instance.cut_off(*this, {.path = path(),
                             .to_it = direction_ != Direction::from_it,
                             .from_it = direction_ != Direction::to_it});
  }
  void end(Instance& instance) override { instance.reconnect(*this); }
  bool at_work() const override { return true; }
  bool strikes_messages() const override { return true; }
  std::string idle_in(const FaultSurroundings& at) const override {
    return at.apart ? "" : "it has no effect: both sides stand on one host";
  }
  bool cuts() const override { return true; }
  Symptoms explains() const override {
    return only({Symptom::travelled, Symptom::crashed, Symptom::unreachable}) | own_calls;
  }

 protected:
  void declare(Fields& f) override {
    declare_from(f);
    f("direction", direction_, {.says = "which messages are held up"});
  }

 private:
  Direction direction_ = Direction::both;
};

}  // namespace

Kind<Fault> partition() {
  return kind<Fault, NetworkPartition>("partition",
                                       "The target is cut off from others by the network.");
}

}  // namespace faultline
