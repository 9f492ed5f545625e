#include <fmt/format.h>

#include "models/conditions/criterion.hpp"

namespace faultline {

namespace {

class UtilisationAbove final : public Criterion {
 public:
  std::function<bool()> observed(Sights& sights) const override {
    return [this, used = sights.utilisation(of_.name)] { return used && used() > limit_; };
  }
  std::vector<Mention> mentions() const override { return {{of_, {"service", "store"}}}; }

 protected:
  void declare(Fields& f) override {
    f("of", of_, {.says = "the service or store that is observed", .required = true});
    f("utilisation_above", limit_,
      {.says = "while more than this share of its workers, connections or cores was busy in the "
               "last second",
       .at_least = 0,
       .at_most = 1,
       .required = true});
    if (f.sound() && limit_ == 1)
      f.problems().warn(f.place_of("utilisation_above"),
                        "it never holds: more than all of it cannot be busy");
  }
  std::string says() const override {
    return fmt::format("more than {:.3g} % of {} is busy", limit_ * 100, of_.name);
  }

 private:
  Reference of_;
  double limit_ = 0;
};

}  // namespace

Kind<Criterion> utilisation_above() {
  return kind<Criterion, UtilisationAbove>("utilisation_above", "A service or store is busy.");
}

}  // namespace faultline
