/// The yardstick of the benchmarks: the five workloads as a hand-written state machine, with
/// nothing but the model. No coroutine, no cancellation, no records: an event says which request
/// ended its work at which stage, and a switch in all but name says what follows.

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "bench/contender.hpp"
#include "bench/event_queue.hpp"
#include "bench/exponential.hpp"

namespace faultline::bench {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// A request in flight; its number is used again once it has left.
struct Request {
  std::int64_t arrived;
  std::uint32_t behind;  ///< the next in the queue, or in the list of free numbers
};

struct Station {
  std::int64_t free;
  std::uint32_t first = nobody;  ///< of the queue
  std::uint32_t last = nobody;
};

template <bool holds>
class StateMachine {
 public:
  StateMachine(const Workload& workload, std::uint64_t requests)
      : last_(workload.stations - 1),
        to_arrive_(requests),
        to_leave_(requests),
        work_(workload.mean_work_s * 1e9, 1),
        gap_(1e9 / workload.arrivals_per_s, 2),
        stations_(workload.stations, Station{workload.workers}) {}

  Measured run() {
    const auto requests = to_leave_;
    auto arrival = gap_.next();
    while (to_leave_ > 0) {
      ++events_;
      now_ = queue_.next_time();
      if (arrival < now_) {
        now_ = arrival;
        arrive();
        arrival = --to_arrive_ > 0 ? now_ + gap_.next() : std::numeric_limits<std::int64_t>::max();
      } else {
        const auto event = queue_.take();
        end_work(event.request(), event.stage());
      }
    }
    return {events_, response_sum_ns_ * 1e-9 / static_cast<double>(requests)};
  }

 private:
  void arrive() {
    auto request = free_;
    if (request != nobody)
      free_ = requests_[request].behind;
    else
      request = grow();
    requests_[request].arrived = now_;
    enter(request, 0);
  }

  void end_work(std::uint32_t request, int stage) {
    if constexpr (!holds) release(stage);
    if (stage < last_)
      enter(request, stage + 1);
    else
      leave(request);
  }

  void leave(std::uint32_t request) {
    if constexpr (holds)
      for (int stage = last_; stage >= 0; --stage) release(stage);
    response_sum_ns_ += static_cast<double>(now_ - requests_[request].arrived);
    requests_[request].behind = free_;
    free_ = request;
    --to_leave_;
  }

  void enter(std::uint32_t request, int stage) {
    auto& station = stations_[stage];
    if (station.free > 0) {
      --station.free;
      begin_work(request, stage);
      return;
    }
    requests_[request].behind = nobody;
    (station.first == nobody ? station.first : requests_[station.last].behind) = request;
    station.last = request;
  }

  void release(int stage) {
    auto& station = stations_[stage];
    if (station.first == nobody) {
      ++station.free;
      return;
    }
    const auto next = station.first;
    station.first = requests_[next].behind;
    begin_work(next, stage);
  }

  void begin_work(std::uint32_t request, int stage) {
    queue_.put(Event::of(now_ + work_.next(), ++sequence_, request, stage));
  }

  std::uint32_t grow() {
    if (requests_.size() == 1u << Event::request_bits) {
      std::fputs("state machine: more than 2^24 requests in flight\n", stderr);
      std::abort();
    }
    requests_.emplace_back();
    return static_cast<std::uint32_t>(requests_.size() - 1);
  }

  const int last_;
  std::uint64_t to_arrive_;
  std::uint64_t to_leave_;
  std::int64_t now_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t events_ = 0;
  double response_sum_ns_ = 0;
  Exponential work_;
  Exponential gap_;
  EventQueue queue_;
  std::vector<Station> stations_;
  std::vector<Request> requests_;
  std::uint32_t free_ = nobody;
};

Measured simulate(const Workload& workload, std::uint64_t requests) {
  return workload.holds ? StateMachine<true>(workload, requests).run()
                        : StateMachine<false>(workload, requests).run();
}

}  // namespace

}  // namespace faultline::bench

int main(int argc, char** argv) {
  return faultline::bench::compete(argc, argv, "state machine", faultline::bench::simulate);
}
