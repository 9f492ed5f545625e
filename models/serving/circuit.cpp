#include "models/serving/circuit.hpp"

namespace faultline {

void CircuitSettings::fields(Fields& f) {
  f("consecutive", consecutive,
    {.says = "consecutive failures that open it", .at_least = 1, .changeable = true});
  f("rate", rate,
    {.says = "or the failure rate of the recent calls that opens it",
     .at_most = 1,
     .positive = true,
     .changeable = true});
  f("calls", calls,
    {.says = "number of recent calls over which the rate is taken",
     .at_least = 1,
     .at_most = 100000});
  f("within", within, {.says = "or the time over which it is taken", .at_least = 1e6});
  f("least", least,
    {.says = "number of calls below which the rate is not evaluated",
     .at_least = 1,
     .changeable = true});
  f("open_for", open_for,
    {.says = "how long it stays open before it is half open",
     .positive = true,
     .changeable = true});
  f("probes", probes,
    {.says =
         "concurrent calls let through while it is half open; with \"probe_rate\": calls in all",
     .at_least = 1,
     .changeable = true});
  f("close_after", close_after,
    {.says = "consecutive successful probes that close it", .at_least = 1, .changeable = true});
  f("probe_rate", probe_rate,
    {.says = "failure rate of the probes at which it opens again; below it closes; by default one "
             "failure opens it",
     .at_most = 1,
     .positive = true,
     .changeable = true});
  f("half_open_for", half_open_for,
    {.says = "longest time in the half-open state before it opens again; unlimited by default",
     .positive = true,
     .changeable = true});
  if (!f.sound()) return;
  const auto tell = [&](const char* what) { f.problems().add(f.place(), what); };
  if (!consecutive && !rate) tell("a breaker needs \"consecutive\", \"rate\" or both");
  if (rate && calls.has_value() == within.has_value())
    tell("the \"rate\" of a breaker needs either \"calls\" or \"within\", not both");
  if (!rate && (calls || within)) tell("\"calls\" and \"within\" have no effect without \"rate\"");
  if (probe_rate && close_after != 1)
    f.problems().add(f.place_of("close_after"),
                     "\"close_after\" and \"probe_rate\" cannot both be given");
  if (calls && least > *calls)
    f.problems().add(f.place_of("calls"),
                     fmt::format("it would never open: \"calls\" is {}, but the rate is not "
                                 "evaluated below {} (\"least\")",
                                 *calls, least));
}

namespace {
constexpr std::int64_t time_parts = 10;
}

RecentCalls::RecentCalls(const CircuitSettings& settings)
    : by_count_(settings.calls.has_value()),
      width_(settings.within.value_or(Duration{time_parts}) / time_parts),
      parts_(static_cast<std::size_t>(settings.calls.value_or(time_parts))) {}

void RecentCalls::replace(Part& part, Part by) {
  count_ += by.count - part.count;
  failures_ += by.failures - part.failures;
  part = by;
}

void RecentCalls::move_to(Time now) {
  const auto turn = now.time_since_epoch() / width_;
  const auto size = static_cast<std::int64_t>(parts_.size());
  for (auto i = std::max(turn_ + 1, turn - size + 1); i <= turn; ++i)
    replace(parts_[static_cast<std::size_t>(i % size)], {});
  turn_ = turn;
}

void RecentCalls::add(bool failed, Time now) {
  if (by_count_)
    ++turn_;
  else
    move_to(now);
  auto& part = parts_[static_cast<std::size_t>(turn_) % parts_.size()];
  if (by_count_) return replace(part, {1, failed});
  replace(part, {part.count + 1, part.failures + failed});
}

void RecentCalls::clear() {
  for (auto& part : parts_) part = {};
  count_ = failures_ = 0;
}

Circuit::Pass Circuit::admit(Time now) {
  expire(now);
  if (state_ == State::open && now >= half_open_at_) {
    move_to(State::half_open);
    half_open_since_ = now;
  }
  if (state_ == State::open) return 0;
  if (state_ == State::half_open) {
    if (no_more_probes()) return 0;
    ++probing_;
  }
  return era_;
}

bool Circuit::no_more_probes() const {
  return probing_ + (settings_.probe_rate ? probed_ : 0) >= settings_.probes;
}

void Circuit::end(Pass pass, bool failed, Time now) {
  expire(now);
  if (pass != era_) return;
  if (state_ == State::half_open) return judge_probe(failed, now);
  in_a_row_ = failed ? in_a_row_ + 1 : 0;
  if (settings_.rate) recent_.add(failed, now);
  if (trips()) open(now);
}

void Circuit::judge_probe(bool failed, Time now) {
  --probing_;
  ++probed_;
  failed_ += failed;
  in_a_row_ = failed ? 0 : in_a_row_ + 1;
  if (settings_.probe_rate) {
    if (probed_ < settings_.probes) return;
    const auto most = *settings_.probe_rate * static_cast<double>(probed_);
    if (static_cast<double>(failed_) < most) return move_to(State::closed);
    return open(now);
  }
  if (failed) return open(now);
  if (in_a_row_ >= settings_.close_after) move_to(State::closed);
}

void Circuit::open(Time since) {
  move_to(State::open);
  half_open_at_ = since + settings_.open_for;
}

/// Opens again where it has been half open for as long as it may be.
void Circuit::expire(Time now) {
  if (state_ != State::half_open || !settings_.half_open_for) return;
  const auto until = half_open_since_ + *settings_.half_open_for;
  if (now >= until) open(until);
}

bool Circuit::trips() const {
  if (settings_.consecutive && in_a_row_ >= *settings_.consecutive) return true;
  return settings_.rate && recent_.count() >= settings_.least &&
         static_cast<double>(recent_.failures()) >=
             *settings_.rate * static_cast<double>(recent_.count());
}

void Circuit::move_to(State state) {
  state_ = state;
  ++era_;
  in_a_row_ = probing_ = probed_ = failed_ = 0;
  recent_.clear();
}

}  // namespace faultline
