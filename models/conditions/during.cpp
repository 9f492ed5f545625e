#include <fmt/format.h>

#include "models/conditions/criterion.hpp"

namespace faultline {

namespace {

class During final : public Criterion {
 public:
  std::function<bool()> observed(Sights& sights) const override {
    return [under_way = sights.under_way(of_.name)] { return under_way && under_way(); };
  }
  std::vector<Mention> mentions() const override {
    return {{of_, {"release", "change", "fault", "workflow"}}};
  }

 protected:
  void declare(Fields& f) override {
    f("during", of_,
      {.says = "while this release, change, fault or workflow is under way", .required = true});
  }
  std::string says() const override { return fmt::format("\"{}\" is under way", of_.name); }

 private:
  Reference of_;
};

}  // namespace

Kind<Criterion> during_something() {
  return kind<Criterion, During>("during", "Something else is under way.");
}

}  // namespace faultline
