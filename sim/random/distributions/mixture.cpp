#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// One of the parts: its weight in relation to the others, and its law.
struct Part {
  static constexpr auto called = "a part of a mixture";
  double weight = 1;
  std::unique_ptr<Distribution> time;

  void fields(Fields& f) {
    f("weight", weight,
      {.says = "probability of this part, relative to the others",
       .positive = true,
       .required = true});
    f("time", time, {.says = "distribution of this part", .required = true});
  }
};

/// X = X_i with probability w_i / (w_1 + ... + w_n).
class Mixture final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("of", parts_, {.says = "the parts of the mixture", .required = true});
    if (!f.sound()) return;
    if (parts_.empty()) f.problems().add(f.place_of("of"), "a mixture needs at least one part");
    total_ = 0;
    for (const auto& part : parts_) total_ += part.weight;
  }
  Duration sample(Draw& draw) const override {
    auto left = draw.uniform() * total_;
    const auto* chosen = &parts_.back();
    for (const auto& part : parts_) {
      if (left < part.weight) {
        chosen = &part;
        break;
      }
      left -= part.weight;
    }
    return chosen->time->sample(draw);
  }
  Duration least() const override {
    auto least = Duration::max();
    for (const auto& part : parts_) least = std::min(least, part.time->least());
    return least;
  }
  double mean() const override {
    double sum = 0;
    for (const auto& part : parts_) sum += part.weight * part.time->mean();
    return sum / total_;
  }

 private:
  std::vector<Part> parts_;
  double total_ = 0;
};

}  // namespace

Kind<Distribution> mixture() {
  return kind<Distribution, Mixture>(
      "mixture", "One of several distributions, chosen by weight, such as a fast and a slow path.");
}

}  // namespace faultline
