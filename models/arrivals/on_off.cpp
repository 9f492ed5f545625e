#include "models/arrivals/phases.hpp"

namespace faultline {

namespace {

/// Bursts (an interrupted Poisson process where nothing arrives between them): the time on and the
/// time off are exponential of means A and B; mean rate (rate A + between B) / (A + B).
class OnOff final : public Phases {
 public:
  void fields(Fields& f) override {
    f("rate", rate_,
      {.says = "the mean arrival rate during a burst", .positive = true, .required = true});
    f("on", on_, {.says = "the mean length of a burst", .positive = true, .required = true});
    f("off", off_,
      {.says = "the mean time between two bursts", .positive = true, .required = true});
    f("between", between_, {.says = "the mean arrival rate between bursts", .at_least = 0});
    if (f.sound())
      go_through({{.rate = rate_, .mean = on_, .next = {0, 1}},
                  {.rate = between_, .mean = off_, .next = {1, 0}}});
  }

 private:
  Rate rate_;
  Duration on_{};
  Duration off_{};
  Rate between_;
};

}  // namespace

Kind<Arrivals> on_off() {
  return kind<Arrivals, OnOff>("on_off",
                               "Bursts: Poisson arrivals that switch on and off at random.");
}

}  // namespace faultline
