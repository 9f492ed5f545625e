#include "models/faults/recurrences/monkey_course.hpp"

#include <algorithm>

namespace faultline {

void QuietTime::fields(Fields& f) {
  f("from", from, {.says = "when it begins", .at_least = 0, .required = true});
  f("to", to, {.says = "when it ends", .at_least = 0, .required = true});
  f("daily", daily,
    {.says = "each day, as times of day: the run begins at midnight, and 22h to 6h is a night"});
  if (!f.sound()) return;
  if (daily && (from > day || to > day))
    f.problems().add(f.place_of(from > day ? "from" : "to"), "a day has 24 h");
  if (from == to || (!daily && from > to))
    f.problems().add(f.place_of("to"), "\"to\" must be later than \"from\"");
}

bool QuietTime::covers(Time at) const {
  const auto time = at - start_of_run;
  if (!daily) return time >= from && time < to;
  const auto of_day = time % day;
  return from < to ? of_day >= from && of_day < to : of_day >= from || of_day < to;
}

Time QuietTime::ends(Time at) const {
  if (!daily) return Time{to};
  const auto of_day = (at - start_of_run) % day;
  return at + (of_day < to ? to - of_day : day - of_day + to);
}

Time QuietTime::next(Time at) const {
  if (covers(at)) return at;
  if (!daily) return at < Time{from} ? Time{from} : end_of_time;
  const auto of_day = (at - start_of_run) % day;
  return at + (of_day <= from ? from - of_day : day - of_day + from);
}

std::vector<MonkeyCourse::Strike> MonkeyCourse::strikes(const Streams& streams, Time end) const {
  std::vector<Strike> found;
  std::vector<Time> lasting;  ///< when those end that are under way
  const auto turns = streams.named("monkey");
  const auto to = std::min(time.to, end);
  auto at = time.from;
  for (std::uint64_t turn = 0;; ++turn) {
    auto draw = turns.draw(turn);
    at += every->sample(draw);
    if (at >= to) return found;
    std::erase_if(lasting, [&](Time ends) { return ends <= at; });
    if (std::ssize(lasting) >= at_once || is_quiet(at)) continue;
    const auto entry = chosen(turns, turn);
    auto length = streams.named("monkey " + menu[entry].name).draw(turn, 1);
    const auto ends = std::min({at + menu[entry].lasts->sample(length), time.to, next_quiet(at)});
    if (at >= ends) continue;
    found.push_back({entry, turn, {at, ends}});
    lasting.push_back(ends);
  }
}

std::size_t MonkeyCourse::chosen(const Stream& draws, std::uint64_t turn) const {
  std::size_t first = 0;
  double least = 0;
  for (std::size_t i = 0; i < menu.size(); ++i) {
    auto draw = draws.with(Stream{bits_of(menu[i].name)}).draw(turn);
    const auto after = draw.exponential() / menu[i].weight;
    if (i > 0 && after >= least) continue;
    first = i;
    least = after;
  }
  return first;
}

bool MonkeyCourse::is_quiet(Time at) const {
  return std::ranges::any_of(quiet, [&](const QuietTime& one) { return one.covers(at); });
}

Time MonkeyCourse::next_quiet(Time at) const {
  auto next = end_of_time;
  for (const auto& one : quiet) next = std::min(next, one.next(at));
  return next;
}

bool MonkeyCourse::is_quiet_all(Time from, Time to) const {
  for (auto at = from; at < to;) {
    const auto one =
        std::ranges::find_if(quiet, [&](const QuietTime& own) { return own.covers(at); });
    if (one == quiet.end()) return false;
    at = one->ends(at);
  }
  return true;
}

}  // namespace faultline
