#pragma once

#include <string>
#include <vector>

#include "sim/engine/task.hpp"

namespace faultline {

/// What happened, in the order in which it happened.
using Diary = std::vector<std::string>;

/// Notes `entry` once `span` has passed.
inline Task<void> note_after(Calendar& calendar, Duration span, Diary& diary, std::string entry) {
  co_await calendar.delay(span);
  diary.push_back(std::move(entry));
}

/// Notes in the diary that it is destroyed.
class Leaves {
 public:
  Leaves(Diary& diary, std::string entry) : diary_(diary), entry_(std::move(entry)) {}
  Leaves(const Leaves&) = delete;
  Leaves& operator=(const Leaves&) = delete;
  ~Leaves() { diary_.push_back(entry_); }

 private:
  Diary& diary_;
  std::string entry_;
};

}  // namespace faultline
