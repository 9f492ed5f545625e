#include <fmt/format.h>

#include "models/conditions/criterion.hpp"

namespace faultline {

namespace {

class QueueAbove final : public Criterion {
 public:
  std::function<bool()> observed(Sights& sights) const override {
    return [this, waiting = sights.waiting(of_.name)] {
      return waiting && waiting() > static_cast<double>(limit_);
    };
  }
  std::vector<Mention> mentions() const override {
    return {{of_, {"service", "store", "consuming operation"}}};
  }

 protected:
  void declare(Fields& f) override {
    f("of", of_,
      {.says = "the service, store or consuming operation that is observed", .required = true});
    f("queue_above", limit_,
      {.says = "while more requests wait there; for an operation: while its lag is more events",
       .at_least = 0,
       .required = true});
  }
  std::string says() const override {
    return fmt::format("more than {} wait at {}", limit_, of_.name);
  }

 private:
  Reference of_;
  std::int64_t limit_ = 0;
};

}  // namespace

Kind<Criterion> queue_above() {
  return kind<Criterion, QueueAbove>("queue_above", "A queue is long.");
}

}  // namespace faultline
