#pragma once

#include <chrono>
#include <cstddef>

namespace faultline {

/// How far the runs are: a line on stderr that is drawn over itself and gone at the end.
class ProgressBar {
 public:
  /// Of `runs` runs in all, `designs` of which make a replication. Draws nothing unless `shown`.
  ProgressBar(bool shown, std::size_t runs, std::size_t designs);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  /// Draws the line: so many runs are finished, those under way in part.
  void draw(double finished) const;

  /// For poll(): milliseconds between two drawings, -1 (for ever) where nothing is drawn.
  int interval() const { return shown_ ? 200 : -1; }

  double elapsed_s() const;

 private:
  bool shown_;
  std::size_t runs_;
  std::size_t designs_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace faultline
