#include "lab/watch/watched_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include "lab/processes/runner.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/world/world.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

constexpr char goes_on = 'g';
constexpr char strikes = 's';
constexpr char heals = 'h';

void write_all(int descriptor, const void* data, std::size_t size) {
  const auto* at = static_cast<const char*>(data);
  while (size > 0) {
    const auto written = write(descriptor, at, size);
    if (written < 0 && errno != EINTR) return;  // whoever reads is gone, and sees to the end
    if (written <= 0) continue;
    at += written;
    size -= static_cast<std::size_t>(written);
  }
}

bool read_all(int descriptor, void* data, std::size_t size) {
  auto* at = static_cast<char*>(data);
  while (size > 0) {
    const auto taken = read(descriptor, at, size);
    if (taken == 0 || (taken < 0 && errno != EINTR)) return false;
    if (taken < 0) continue;
    at += taken;
    size -= static_cast<std::size_t>(taken);
  }
  return true;
}

void send(int descriptor, const std::vector<std::byte>& bytes) {
  const auto size = bytes.size();
  write_all(descriptor, &size, sizeof size);
  write_all(descriptor, bytes.data(), bytes.size());
}

/// Until one says to go on; the process ends with whoever gives them.
void obey(int orders, World& world) {
  for (;;) {
    char order = 0;
    std::size_t size = 0;
    if (!read_all(orders, &order, 1) || !read_all(orders, &size, sizeof size)) _exit(0);
    std::string part(size, '\0');
    if (!read_all(orders, part.data(), size)) _exit(0);
    if (order == goes_on) return;
    if (order == strikes) world.strike(part);
    if (order == heals) world.heal(part);
  }
}

Process::Bytes run_watched(Experiment& experiment, const std::string& design, int orders,
                           int reports) {
  SnapshotRecorder recorder(frame_of(experiment.scenario, design));
  World world(std::move(experiment.scenario), design, {experiment.seed(), 0}, recorder,
              {.passages = false});
  world.watch([&] {
    auto snapshot = recorder.take();
    snapshot.now = world.calendar().now();
    send(reports, to_bytes(snapshot));
    obey(orders, world);
  });
  world.run();
  return {};
}

}  // namespace

Pipe::Pipe() {
  if (pipe(ends_) != 0) throw std::system_error(errno, std::generic_category(), "a pipe for a run");
}

Pipe::~Pipe() {
  close(ends_[0]);
  close_writing();
}

void Pipe::close_writing() {
  if (ends_[1] >= 0) close(ends_[1]);
  ends_[1] = -1;
}

WatchedRun::WatchedRun(Experiment& experiment, const std::string& design)
    : design_(design), process_([&] {
        orders_.close_writing();
        return run_watched(experiment, design, orders_.reading(), reports_.writing());
      }) {
  std::signal(SIGPIPE, SIG_IGN);
  reports_.close_writing();
}

void WatchedRun::take() {
  std::array<std::byte, 65536> buffer;
  const auto count = read(reports_.reading(), buffer.data(), buffer.size());
  if (count < 0) return;
  if (count == 0) {
    halts_ = ended_ = true;
    while (!process_.take()) continue;
    const auto end = process_.end();
    const auto text = fmt::format("design \"{}\": {}", design_, end.says);
    if (end.how == Process::Ended::refused) throw ScenarioError(text);
    if (end.how != Process::Ended::well) throw RunFailed(text);
    return;
  }
  arrived_.insert(arrived_.end(), buffer.begin(), buffer.begin() + count);
  std::size_t size = 0;
  if (arrived_.size() < sizeof size) return;
  std::memcpy(&size, arrived_.data(), sizeof size);
  if (arrived_.size() < sizeof size + size) return;
  snapshot_ = snapshot_from(std::span(arrived_).subspan(sizeof size, size));
  arrived_.clear();
  halts_ = true;
}

void WatchedRun::tell(char order, const std::string& part) {
  if (ended_) return;
  const auto size = part.size();
  write_all(orders_.writing(), &order, 1);
  write_all(orders_.writing(), &size, sizeof size);
  write_all(orders_.writing(), part.data(), size);
}

void WatchedRun::go_on() {
  if (ended_) return;
  halts_ = false;
  tell(goes_on, "");
}

void WatchedRun::strike(const std::string& part) { tell(strikes, part); }
void WatchedRun::heal(const std::string& part) { tell(heals, part); }

}  // namespace faultline
