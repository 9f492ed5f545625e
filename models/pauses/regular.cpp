#include "models/pauses/pause.hpp"

namespace faultline {

namespace {

/// Works for a time, then stands still for a time, whatever the load.
class Regular final : public Pause {
 public:
  void fields(Fields& f) override {
    f("every", between_, {.says = "time from the end of a pause to the next", .required = true});
    f("for", lasts_, {.says = "how long a pause lasts", .required = true});
    if (f.sound() && between_->mean() == 0 && lasts_->mean() == 0)
      f.problems().add(f.place_of("every"),
                       "the instance would never work: \"every\" and \"for\" are both 0");
  }

  Task<void> run(Instance& instance, Stream stream) const override {
    for (std::uint64_t i = 0;; ++i) {
      auto draw = stream.draw(i);
      const auto between = between_->sample(draw);
      const auto lasts = lasts_->sample(draw);
      co_await instance.calendar().delay(std::max(between, Duration{1}));
      const auto frozen = instance.frozen_while();
      co_await instance.calendar().delay(lasts);
    }
  }

 private:
  std::unique_ptr<Distribution> between_;
  std::unique_ptr<Distribution> lasts_;
};

}  // namespace

Kind<Pause> regular() {
  return kind<Pause, Regular>("regular", "Pauses again and again, whatever the load.");
}

}  // namespace faultline
