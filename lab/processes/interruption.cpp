#include "lab/processes/interruption.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include "sim/engine/check.hpp"

namespace faultline {

Interruption::Interruption() {
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGINT);
  sigaddset(&stops, SIGTERM);
  sigprocmask(SIG_BLOCK, &stops, &before_);
  descriptor_ = signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK);
  check(descriptor_ >= 0, "signals can be read");
}

Interruption::~Interruption() {
  close(descriptor_);
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

bool Interruption::heard() {
  signalfd_siginfo signal;
  return read(descriptor_, &signal, sizeof signal) == sizeof signal;
}

}  // namespace faultline
