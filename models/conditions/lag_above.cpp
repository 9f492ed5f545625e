#include <fmt/format.h>

#include "models/conditions/criterion.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

class LagAbove final : public Criterion {
 public:
  std::function<bool()> observed(Sights& sights) const override {
    return [this, lag = sights.lag(of_.name)] { return lag && lag() > seconds(limit_); };
  }
  std::vector<Mention> mentions() const override { return {{of_, {"consuming operation"}}}; }

 protected:
  void declare(Fields& f) override {
    f("of", of_, {.says = "the consuming operation that is observed", .required = true});
    f("lag_above", limit_,
      {.says = "while the oldest unprocessed event is older than this",
       .at_least = 0,
       .required = true});
  }
  std::string says() const override {
    return fmt::format("the lag of {} is above {}", of_.name, written(limit_));
  }

 private:
  Reference of_;
  Duration limit_{};
};

}  // namespace

Kind<Criterion> lag_above() {
  return kind<Criterion, LagAbove>("lag_above", "A consumer is late.");
}

}  // namespace faultline
