#include "models/serving/circuit.hpp"

namespace faultline {

void CircuitSettings::fields(Fields& f) {
  f("consecutive", consecutive, {.says = "failures in a row that open it", .at_least = 1});
  f("rate", rate,
    {.says = "or the share of the latest calls that failed", .at_most = 1, .positive = true});
  f("calls", calls, {.says = "how many are the latest", .at_least = 1, .at_most = 100000});
  f("within", within, {.says = "or of what time they are", .at_least = 1e6});
  f("least", least, {.says = "of how few calls the share is not judged", .at_least = 1});
  f("open_for", open_for, {.says = "how long it stays open", .positive = true});
  f("probes", probes, {.says = "calls at a time while it is half open", .at_least = 1});
  f("close_after", close_after, {.says = "successes in a row with which it closes", .at_least = 1});
  if (!f.sound()) return;
  const auto tell = [&](const char* what) { f.problems().add(f.place(), what); };
  if (!consecutive && !rate) tell("a breaker needs \"consecutive\", \"rate\" or both");
  if (rate && calls.has_value() == within.has_value())
    tell("the \"rate\" of a breaker needs \"calls\" or \"within\", and not both");
  if (!rate && (calls || within)) tell("\"calls\" and \"within\" go with \"rate\"");
  if (calls && least > *calls)
    f.problems().add(f.place_of("calls"),
                     fmt::format("it would never open: it looks at {} calls, and does not judge "
                                 "fewer than {} (\"least\")",
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
  if (state_ == State::open && now >= half_open_at_) move_to(State::half_open);
  if (state_ == State::open) return 0;
  if (state_ == State::half_open) {
    if (probing_ == settings_.probes) return 0;
    ++probing_;
  }
  return era_;
}

void Circuit::end(Pass pass, bool failed, Time now) {
  if (pass != era_) return;
  const bool closed = state_ == State::closed;
  if (!closed) --probing_;
  in_a_row_ = failed == closed ? in_a_row_ + 1 : 0;
  if (closed && settings_.rate) recent_.add(failed, now);
  if (closed ? trips() : failed) {
    move_to(State::open);
    half_open_at_ = now + settings_.open_for;
  } else if (!closed && in_a_row_ >= settings_.close_after) {
    move_to(State::closed);
  }
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
  in_a_row_ = 0;
  probing_ = 0;
  recent_.clear();
}

}  // namespace faultline
