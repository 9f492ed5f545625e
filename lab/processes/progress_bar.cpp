#include "lab/processes/progress_bar.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "lab/text/words.hpp"

namespace faultline {

namespace {

constexpr std::size_t bar_width = 30;
constexpr double least_told = 0.001;  ///< of the whole; before, what is left cannot be told

std::string clock(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

ProgressBar::ProgressBar(bool shown, std::size_t runs, std::size_t designs)
    : shown_(shown), runs_(runs), designs_(designs) {}

ProgressBar::~ProgressBar() {
  if (shown_) tell("\r\033[K");
}

double ProgressBar::elapsed_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

void ProgressBar::draw(double finished) const {
  if (!shown_) return;
  const auto share = finished / static_cast<double>(runs_);
  const auto filled = static_cast<std::size_t>(bar_width * share);
  const auto elapsed = elapsed_s();
  const auto left = share < least_told ? "" : ", " + clock(elapsed / share * (1 - share)) + " left";
  tell("\r\033[K[{}{}] {} of {} replications, {}{}", std::string(filled, '#'),
       std::string(bar_width - filled, '.'), static_cast<std::size_t>(finished) / designs_,
       runs_ / designs_, clock(elapsed), left);
  std::fflush(stderr);
}

}  // namespace faultline
