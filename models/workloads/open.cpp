#include "models/arrivals/arrivals.hpp"
#include "models/workloads/workload.hpp"

namespace faultline {

namespace {

/// Requests arrive by a process of their own, however slow the answers are.
class Open final : public Workload {
 public:
  Task<void> run(Client& client, const Streams& streams, Time end) override {
    auto& calendar = client.calendar();
    const auto gaps = streams.named("arrivals");
    arrivals_->bind(streams);
    for (std::uint64_t id = 0;; ++id) {
      auto draw = gaps.draw(id);
      const auto arrival = arrivals_->next(calendar.now(), draw);
      if (arrival >= end) co_return;
      co_await calendar.delay(arrival - calendar.now());
      client.arrive(id);
    }
  }

  Arrivals* arrivals() override { return arrivals_.get(); }
  double expected_by(Time end) const override { return arrivals_->expected_by(end); }

 protected:
  void declare(Fields& f) override {
    f("arrivals", arrivals_, {.says = "when requests arrive", .required = true});
  }

 private:
  std::unique_ptr<Arrivals> arrivals_;
};

}  // namespace

Kind<Workload> open_workload() {
  return kind<Workload, Open>("open", "Requests arrive no matter how slow the responses are.");
}

}  // namespace faultline
