#include "lab/watch/watching.hpp"

#include <poll.h>

#include <algorithm>
#include <cmath>

#include "analysis/course/course.hpp"
#include "analysis/estimates/ratio.hpp"
#include "models/scenario/structure/frame.hpp"

namespace faultline {

namespace {

using namespace std::chrono_literals;

/// A screen is not drawn more often.
constexpr auto least_between_draws = 40ms;
/// Keys that strike, in the order of the parts; q quits.
constexpr std::string_view striking = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ";

/// What can be struck, by the names that faults use.
std::map<std::string, char> keys_of(const std::vector<BoardDesign>& designs) {
  std::map<std::string, char> keys;
  std::size_t next = 0;
  for (const auto& design : designs)
    for (const auto& part : course_parts(design.frame)) {
      if (part.starts_with("topic ") || part.starts_with("subscription ")) continue;
      const auto label = part.substr(part.find(' ') + 1);
      if (next < striking.size() && keys.try_emplace(label, striking[next]).second) ++next;
    }
  return keys;
}

}  // namespace

Watching::Watching(Experiment& experiment, double speed) {
  board_.title = experiment.scenario.title;
  board_.speed = speed;
  for (const auto& name : experiment.designs) {
    board_.designs.push_back({.name = name, .frame = frame_of(experiment.scenario, name)});
    auto& design = board_.designs.back();
    design.snapshot.parts.resize(course_parts(design.frame).size());
  }
  board_.keys = keys_of(board_.designs);
  for (const auto& name : experiment.designs)
    runs_.push_back(std::make_unique<WatchedRun>(experiment, name));
  screen_ = std::make_unique<Screen>();
}

void Watching::run() {
  wait_for_runs();
  while (!quits_) {
    const auto due = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                        std::chrono::duration<double>(1 / board_.speed));
    draw();
    wait_until(due);
    if (!quits_) step();
  }
}

/// All designs go one simulated second on, together.
void Watching::step() {
  one_second_ = false;
  for (auto& run : runs_) run->go_on();
  wait_for_runs();
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    auto& design = board_.designs[i];
    if (runs_[i]->ended()) continue;
    design.snapshot = runs_[i]->snapshot();
    const auto& [usable, unusable] = std::pair(design.snapshot.usable, design.snapshot.unusable);
    design.availability.push_back(
        ratio(static_cast<double>(usable), static_cast<double>(usable + unusable)));
  }
  board_.ended = std::ranges::all_of(runs_, [](const auto& run) { return run->ended(); });
}

bool Watching::all_halt() const {
  return std::ranges::all_of(runs_, [](const auto& run) { return run->halts(); });
}

void Watching::wait_for_runs() {
  while (!all_halt() && !quits_) poll_keys(-1);
}

void Watching::wait_until(Clock::time_point due) {
  while (!quits_) {
    const auto stands = (board_.paused || board_.ended) && !one_second_;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
    if (!stands && (left <= 0 || one_second_)) return;
    poll_keys(stands ? -1 : static_cast<int>(left));
    draw();
  }
}

/// Whatever comes first: a key, an interruption, news of a run, or so many milliseconds.
void Watching::poll_keys(int milliseconds) {
  std::vector<pollfd> sources{{screen_->descriptor(), POLLIN, 0},
                              {interruption_.descriptor(), POLLIN, 0}};
  std::vector<WatchedRun*> running;
  for (auto& run : runs_)
    if (!run->halts()) {
      running.push_back(run.get());
      sources.push_back({run->descriptor(), POLLIN, 0});
    }
  if (poll(sources.data(), sources.size(), milliseconds) <= 0) return;
  if (sources[0].revents & POLLIN)
    while (const auto key = screen_->key()) {
      press(*key);
      break;
    }
  else if (sources[0].revents)
    quits_ = true;
  if (sources[1].revents && interruption_.heard()) quits_ = true;
  for (std::size_t i = 0; i < running.size(); ++i)
    if (sources[2 + i].revents) running[i]->take();
}

void Watching::press(Key key) {
  constexpr char interrupt = '\x03', escape = '\x1b';
  if (key == 'q' || key == interrupt || key == escape || key == terminal_gone) {
    quits_ = true;
  } else if (key == ' ') {
    board_.paused = !board_.paused;
  } else if (key == right_arrow || key == '.') {
    board_.paused = one_second_ = !board_.ended;
  } else if (key == '+' || key == '=') {
    board_.speed = std::min(fastest_watch, board_.speed * 2);
  } else if (key == '-') {
    board_.speed = std::max(slowest_watch, board_.speed / 2);
  } else {
    strike(key);
  }
}

/// In every design alike: what is struck is healed, and the other way round.
void Watching::strike(char key) {
  const auto part = std::ranges::find(board_.keys, key, [](const auto& one) { return one.second; });
  if (part == board_.keys.end()) return;
  const bool heals = board_.struck.erase(part->first) > 0;
  if (!heals) board_.struck.insert(part->first);
  for (auto& run : runs_) heals ? run->heal(part->first) : run->strike(part->first);
}

void Watching::draw() {
  if (Clock::now() - drawn_ < least_between_draws && !board_.paused && !board_.ended) return;
  drawn_ = Clock::now();
  screen_->draw(page_of(board_, screen_->width(), Paint::for_stream(stdout)));
}

}  // namespace faultline
