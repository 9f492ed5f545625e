#include "lab/processes/gauge.hpp"

#include <sys/mman.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <new>
#include <system_error>

namespace faultline {

namespace {

const Calendar* watched = nullptr;
Reading* gauged = nullptr;

void write_down(int) {
  gauged->reached_ns.store(watched->now().time_since_epoch().count(), std::memory_order_relaxed);
  gauged->events.store(watched->fired(), std::memory_order_relaxed);
}

void every(int milliseconds) {
  const timeval interval{0, milliseconds * 1000};
  const itimerval timer{interval, interval};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

Gauges::Gauges(std::size_t count) : bytes_(std::max<std::size_t>(1, count) * sizeof(Reading)) {
  void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "memory");
  readings_ = static_cast<Reading*>(memory);
}

Gauges::~Gauges() { munmap(readings_, bytes_); }

double Gauges::share(std::size_t run, Duration whole) const {
  const auto reached = readings_[run].reached_ns.load(std::memory_order_relaxed);
  return std::clamp(static_cast<double>(reached) / static_cast<double>(whole.count()), 0.0, 1.0);
}

Gauging::Gauging(const Calendar& calendar, Reading& reading) {
  watched = &calendar;
  gauged = &reading;
  struct sigaction action {};
  action.sa_handler = write_down;
  action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &action, nullptr);
  every(100);
}

Gauging::~Gauging() {
  every(0);
  write_down(SIGALRM);
}

}  // namespace faultline
