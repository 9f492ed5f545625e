#pragma once

#include <algorithm>

#include "sim/engine/calendar.hpp"

namespace faultline {

/// A timer that fires at an instant; at once where that has passed.
class Alarm {
 public:
  Alarm(Calendar& calendar, Time instant) : calendar_(calendar), instant_(instant) {}

  Calendar& calendar() { return calendar_; }
  Ticket start(std::coroutine_handle<> frame) {
    return calendar_.at(std::max(instant_, calendar_.now()), frame);
  }

 private:
  Calendar& calendar_;
  Time instant_;
};

}  // namespace faultline
