#include <fmt/format.h>

#include <limits>

#include "models/conditions/criterion.hpp"
#include "sim/language/units.hpp"

namespace faultline {

std::vector<std::string> words(ClientMeasure) {
  return {"availability",   "degraded",        "rejected",         "timed_out",
          "failed",         "response_mean_s", "response_p50_s",   "response_p95_s",
          "response_p99_s", "response_p999_s", "throughput_per_s", "goodput_per_s"};
}

namespace {

/// A measure of the answers that clients got within the last seconds. Shares are of the requests
/// that were answered in that time, or should have been by the deadline of the transaction and have
/// not been; times are those of usable answers. A measure without a value meets no condition.
class OfClients final : public Criterion {
 public:
  std::function<bool()> observed(Sights& sights) const override {
    const ClientQuestion question{what_, window_,
                                  class_ ? std::optional(class_->name) : std::nullopt};
    return [this, value = sights.of_clients(question)] {
      return value && (above_ ? value() > *above_ : value() < *below_);
    };
  }
  std::vector<Mention> mentions() const override {
    return class_ ? std::vector<Mention>{{*class_, {"request class"}}} : std::vector<Mention>{};
  }
  bool asks_clients() const override { return true; }

 protected:
  void declare(Fields& f) override {
    f("measure", what_, {.says = "what is measured of the answers to clients", .required = true});
    f("above", above_, {.says = "while it is above this value"});
    f("below", below_, {.says = "or while it is below this value"});
    f("window", window_, {.says = "over how long it is measured, at least 1s"});
    f("class", class_, {.says = "only requests of this class"});
    if (!f.sound()) return;
    if (above_.has_value() == below_.has_value())
      f.problems().add(f.place(), "\"measure\" needs either \"above\" or \"below\"");
    if (window_ < std::chrono::seconds(1))
      f.problems().add(f.place_of("window"), "\"window\" must be at least 1s");
    if (f.sound()) check_limit(f);
  }
  std::string says() const override {
    return fmt::format("{} over {} is {} {:g}", words(what_)[static_cast<std::size_t>(what_)],
                       written(window_), above_ ? "above" : "below", above_ ? *above_ : *below_);
  }

 private:
  /// A limit that the measure cannot pass, or always has, is a slip, such as 95 for 0.95.
  void check_limit(Fields& f) const {
    const auto& place = f.place_of(above_ ? "above" : "below");
    const auto limit = above_ ? *above_ : *below_;
    const auto most = what_ <= ClientMeasure::failed ? 1 : std::numeric_limits<double>::infinity();
    const auto name = words(what_)[static_cast<std::size_t>(what_)];
    if (limit < 0 || limit > most)
      f.problems().add(place, fmt::format("{:g} is out of range: {} is {}", limit, name,
                                          most == 1 ? "a share, 0 to 1" : "0 or more"));
    else if (above_ ? limit == most : limit == 0)
      f.problems().warn(place, fmt::format("it never holds: {} is never {} {:g}", name,
                                           above_ ? "above" : "below", limit));
  }

  ClientMeasure what_{};
  std::optional<double> above_;
  std::optional<double> below_;
  Duration window_ = std::chrono::seconds(10);
  std::optional<Reference> class_;
};

}  // namespace

Kind<Criterion> client_measure() {
  return kind<Criterion, OfClients>("measure", "A measure of what clients get is high or low.");
}

}  // namespace faultline
