#include "models/faults/events/message_trouble.hpp"

namespace faultline {

/// Which messages of a call arrive damaged.
enum class Damaged : std::uint8_t { both, requests, responses };
std::vector<std::string> words(Damaged) { return {"both", "requests", "responses"}; }

namespace {

/// Messages arrive with damaged content, behind the checksums of the network. A request that the
/// target cannot read is answered with an error by the worker that takes it, and costs no work; a
/// response that the caller cannot read is a failure after all of the work, whose effects stay.
/// With both, a call fails with probability 1 - (1 - p)^2. An event that arrives damaged is stored,
/// and no consumer can process it, as with `poison`. Source: Stone, Partridge, "When the CRC and
/// TCP checksum disagree", SIGCOMM 2000.
class Corrupt final : public MessageTrouble {
 public:
  Symptoms explains() const override {
    return only({Symptom::error, Symptom::poison, Symptom::poisoned});
  }

 protected:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.poisoned; }
  CallTrouble trouble_at(Instance&) override {
    return {.what = CallTrouble::What::damaged,
            .share = 0,
            .draws = {},
            .requests = damaged_ != Damaged::responses,
            .responses = damaged_ != Damaged::requests};
  }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("messages", damaged_, {.says = "which messages of a call are struck, each by itself"});
  }

 private:
  Damaged damaged_ = Damaged::both;
};

}  // namespace

Kind<Fault> corrupt() {
  return kind<Fault, Corrupt>(
      "corrupt", "A share of the messages arrives damaged, and is answered with an error.");
}

}  // namespace faultline
