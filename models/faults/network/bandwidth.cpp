#include <fmt/format.h>

#include "models/faults/fault.hpp"
#include "models/requests/over_link.hpp"

namespace faultline {

namespace {

/// A link carries at most so many bytes per second, in each direction: the one that is named, or
/// the ports of the hosts on which the target stands, with all that stands there.
class BandwidthLimit final : public Fault {
 public:
  void begin(Instance& instance) override {
    instance.narrow(*this, limit_.bytes_per_second, messages());
  }
  void end(Instance& instance) override { instance.widen(*this, messages()); }
  bool at_work() const override { return true; }
  bool strikes_messages() const override { return true; }
  bool strikes_links() const override { return true; }
  std::string idle_in(const FaultSurroundings& at) const override {
    if (limit_.bytes_per_second < at.bytes_per_second) return {};
    return fmt::format("it has no effect: what it hits has {}",
                       Codec<Bandwidth>::written({at.bytes_per_second}));
  }
  Symptoms explains() const override { return only({Symptom::travelled}); }

 protected:
  void declare(Fields& f) override {
    f("limit", limit_,
      {.says = "the bandwidth that is left, in each direction",
       .positive = true,
       .required = true});
  }

 private:
  Bandwidth limit_{};
};

}  // namespace

Kind<Fault> bandwidth() {
  return kind<Fault, BandwidthLimit>("bandwidth",
                                     "A link, or the target's port, carries fewer bytes.");
}

}  // namespace faultline
