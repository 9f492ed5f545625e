#include "models/world/client_view.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace faultline {

namespace {

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

double share(double part, double of) { return of > 0 ? part / of : unknown; }

/// The least time that so much of all is not above.
double quantile(std::vector<Duration>& times, double q) {
  if (times.empty()) return unknown;
  const auto rank = std::ceil(q * static_cast<double>(times.size()));
  const auto at =
      times.begin() + std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(rank) - 1);
  std::ranges::nth_element(times, at);
  return seconds(*at);
}

double mean(const std::vector<Duration>& times) {
  double sum = 0;
  for (const auto time : times) sum += seconds(time);
  return share(sum, static_cast<double>(times.size()));
}

}  // namespace

/// One that is under way, in the list of those that are open as long as it is.
class ClientView::Request {
 public:
  Request(ClientView& view, const Transaction& transaction)
      : view_(view),
        place_(view.open_.insert(view.open_.end(),
                                 {transaction.arrived, transaction.request_class->number})) {}
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;
  ~Request() { view_.open_.erase(place_); }

  void answered(Outcome outcome) { view_.note(*place_, outcome); }

 private:
  ClientView& view_;
  Open::iterator place_;
};

Task<Answer> ClientView::apply(const Call& call, Next next) {
  Request request(*this, *call.transaction);
  const auto answer = co_await next(call);
  request.answered(answer.outcome);
  co_return answer;
}

void ClientView::note(const Asked& asked, Outcome outcome) {
  const auto now = calendar_.now();
  if (now >= warm_) {
    ++answered_;
    failed_ += !usable(outcome);
  }
  while (!recent_.empty() && recent_.front().at < now - longest_) recent_.pop_front();
  recent_.push_back({now, now - asked.at, outcome, asked.request_class});
}

ClientView::Sample ClientView::sample(Duration window,
                                      std::optional<std::uint32_t> request_class) const {
  Sample sample;
  const auto now = calendar_.now();
  const auto is_asked_for = [&](std::uint32_t own) {
    return !request_class || *request_class == own;
  };
  for (auto i = recent_.rbegin(); i != recent_.rend() && i->at > now - window; ++i) {
    if (!is_asked_for(i->request_class)) continue;
    ++sample.answered;
    ++sample.of[static_cast<int>(i->outcome)];
    if (!usable(i->outcome)) continue;
    sample.good += i->took <= deadline_;
    sample.times.push_back(i->took);
  }
  for (const auto& [at, own] : open_) {
    const auto due = at + deadline_;
    if (due > now) break;
    sample.overdue += due > now - window && is_asked_for(own);
  }
  return sample;
}

double ClientView::value(ClientMeasure what, Duration window,
                         std::optional<std::uint32_t> request_class) {
  auto all = sample(window, request_class);
  const auto of_all = [&](double part) { return share(part, all.answered + all.overdue); };
  const auto ended = [&](Outcome outcome) { return of_all(all.of[static_cast<int>(outcome)]); };
  switch (what) {
    case ClientMeasure::availability:
      return of_all(static_cast<double>(all.times.size()));
    case ClientMeasure::degraded:
      return ended(Outcome::degraded);
    case ClientMeasure::rejected:
      return ended(Outcome::rejected);
    case ClientMeasure::timed_out:
      return ended(Outcome::timed_out);
    case ClientMeasure::failed:
      return ended(Outcome::failed);
    case ClientMeasure::response_mean_s:
      return mean(all.times);
    case ClientMeasure::response_p50_s:
      return quantile(all.times, 0.5);
    case ClientMeasure::response_p95_s:
      return quantile(all.times, 0.95);
    case ClientMeasure::response_p99_s:
      return quantile(all.times, 0.99);
    case ClientMeasure::response_p999_s:
      return quantile(all.times, 0.999);
    case ClientMeasure::throughput_per_s:
      return all.answered / seconds(window);
    case ClientMeasure::goodput_per_s:
      return all.good / seconds(window);
  }
  return unknown;
}

double ClientView::budget_burnt(double objective, Time length) const {
  const auto now = calendar_.now();
  double overdue = 0;
  for (auto i = open_.begin(); i != open_.end() && i->at + deadline_ <= now; ++i)
    overdue += i->at >= warm_;
  const auto so_far = seconds(now - warm_) / seconds(length - warm_);
  const auto allowed = (1 - objective) * (answered_ + overdue) / so_far;
  return share(failed_ + overdue, allowed);
}

}  // namespace faultline
