#pragma once

#include "sim/engine/gate.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// When something stood still: several may stop it at once, and it goes on when the last lets go.
class Stops {
 public:
  explicit Stops(Calendar& calendar) : calendar_(calendar), moving_(calendar) {}

  bool standing() const { return holders_ > 0; }
  /// How long it has stood still in all, up to now.
  Duration so_far() const { return standing() ? total_ + (calendar_.now() - since_) : total_; }

  /// True where this is what stops it.
  bool stop() {
    if (++holders_ > 1) return false;
    since_ = calendar_.now();
    moving_.close();
    return true;
  }
  /// True where it moves again.
  bool let_go() {
    if (--holders_ > 0) return false;
    total_ += calendar_.now() - since_;
    moving_.open();
    return true;
  }

  /// Waits until it moves.
  Gate::Opened moving() { return moving_.opened(); }

 private:
  Calendar& calendar_;
  Gate moving_;
  int holders_ = 0;
  Time since_{};
  Duration total_{};
};

}  // namespace faultline
