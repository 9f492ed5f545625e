#pragma once

#include <csignal>
#include <exception>

namespace faultline {

/// Thrown where the user stopped what cannot hand over a part of itself.
class Interrupted : public std::exception {};

/// Takes Ctrl-C (SIGINT) and SIGTERM as something to ask for instead of something that ends the
/// program, for as long as it lives. Processes started meanwhile do not hear them at all.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  /// For poll(): readable once the user wants to stop.
  int descriptor() const { return descriptor_; }

  /// Whether the user wants to stop, told once.
  bool heard();

 private:
  sigset_t before_;
  int descriptor_;
};

}  // namespace faultline
