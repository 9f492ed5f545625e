#include <fmt/format.h>

#include <algorithm>

#include "models/faults/graded.hpp"

namespace faultline {

namespace {

/// A share of the requests, drawn for each attempt, fails as soon as a worker takes it; with
/// `statuses` each share with its status, and all of them together are the rate.
class Errors final : public Graded {
 public:
  void begin_at(Instance& instance, double strength) override {
    instance.change().refusals.add(*this, {.rate = strength * rate_.value_or(1),
                                           .only = requests(),
                                           .statuses = parts_.empty() ? nullptr : &parts_});
  }
  void end(Instance& instance) override { instance.change().refusals.remove(*this); }
  bool at_work() const override { return true; }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override { return only({Symptom::error, Symptom::limited}); }

 protected:
  void declare(Fields& f) override {
    f("rate", rate_,
      {.says = "the share of requests that fail, without a status",
       .at_most = 1,
       .positive = true});
    f("statuses", statuses_,
      {.says = "or the share of requests for each status with which they fail, such as \"503\""});
    if (!f.sound()) return;
    if (rate_.has_value() == !statuses_.empty())
      return f.problems().add(f.place(), "either \"rate\" or \"statuses\" has to be given");
    if (!statuses_.empty()) read_statuses(f.problems());
  }

 private:
  void read_statuses(Problems& problems) {
    double sum = 0;
    for (const auto& [name, place, share] : statuses_) {
      if (!is_status(name))
        return problems.add(place, fmt::format("\"{}\" is no status of an error: {} to {} are",
                                               name, Status::least, Status::most));
      if (share <= 0 || share > 1)
        return problems.add(place, fmt::format("{} is no share: more than 0, at most 1", share));
      sum += share;
    }
    if (sum > 1 + 1e-9)
      return problems.add(statuses_.front().place,
                          fmt::format("the shares of all statuses are {:.4g} together: more than "
                                      "all requests",
                                      sum));
    rate_ = std::min(sum, 1.0);
    for (const auto& [name, place, share] : statuses_)
      parts_.push_back({Status(std::stoi(name)), share / sum});
  }

  static bool is_status(const std::string& text) {
    if (text.size() != 3 || text.find_first_not_of("0123456789") != text.npos) return false;
    const auto number = std::stoi(text);
    return number >= Status::least && number <= Status::most;
  }

  std::optional<double> rate_;
  Table<double> statuses_;
  StatusShares parts_;
};

}  // namespace

Kind<Fault> errors() {
  return kind<Fault, Errors>("errors", "A share of the requests fails at once with an error.");
}

}  // namespace faultline
