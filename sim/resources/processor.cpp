#include "sim/resources/processor.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace faultline {

double Processor::rate() const {
  if (stopped_) return 0;
  return std::min(1.0, left_ / static_cast<double>(jobs_.size()));
}

void Processor::stop() {
  catch_up();
  stopped_ = true;
  plan();
}

void Processor::go_on() {
  catch_up();
  stopped_ = false;
  plan();
}

void Processor::leave(double cores) {
  catch_up();
  left_ = cores;
  plan();
}

Duration Processor::Work::served() const {
  if (!frame_) return span_;
  processor_.catch_up();
  const auto left = std::max(0.0, ends_at_ - processor_.service_);
  return std::max(Duration::zero(), span_ - from_nanoseconds(left));
}

/// Counts the service since the last change; once no job is left the count begins anew, so that it
/// stays small enough for whole nanoseconds.
void Processor::catch_up() {
  const auto now = calendar_.now();
  const auto span = static_cast<double>((now - counted_to_).count());
  used_ += span * busy();
  if (jobs_.empty())
    service_ = 0;
  else
    service_ += span * rate();
  counted_to_ = now;
}

void Processor::take_event_back() {
  if (next_end_ != Ticket::none) calendar_.cancel(std::exchange(next_end_, Ticket::none));
}

void Processor::plan() {
  take_event_back();
  if (jobs_.empty() || stopped_) return;
  const auto left = std::max(0.0, jobs_.front()->ends_at_ - service_) / rate();
  next_end_ = calendar_.at(calendar_.now() + from_nanoseconds(left), jobs_.front()->frame_);
}

void Processor::add(Work& job) {
  catch_up();
  job.ends_at_ = service_ + static_cast<double>(job.span_.count());
  job.number_ = ++number_;
  jobs_.push_back(&job);
  sift_up(jobs_.size() - 1, job);
  plan();
}

void Processor::remove(Work& job) {
  catch_up();
  const auto place = job.place_;
  auto& last = *jobs_.back();
  jobs_.pop_back();
  if (&last != &job) {
    sift_up(place, last);
    sift_down(last.place_, last);
  }
  plan();
}

void Processor::put(std::size_t place, Work& job) {
  jobs_[place] = &job;
  job.place_ = place;
}

void Processor::sift_up(std::size_t place, Work& job) {
  while (place > 0 && before(job, *jobs_[(place - 1) / 2])) {
    put(place, *jobs_[(place - 1) / 2]);
    place = (place - 1) / 2;
  }
  put(place, job);
}

void Processor::sift_down(std::size_t place, Work& job) {
  for (auto child = 2 * place + 1; child < jobs_.size(); child = 2 * place + 1) {
    if (child + 1 < jobs_.size() && before(*jobs_[child + 1], *jobs_[child])) ++child;
    if (!before(*jobs_[child], job)) break;
    put(place, *jobs_[child]);
    place = child;
  }
  put(place, job);
}

}  // namespace faultline
