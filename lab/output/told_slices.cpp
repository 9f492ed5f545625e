#include "lab/output/told_slices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/language/units.hpp"

namespace faultline {

namespace {

bool told_before(const std::vector<Window>& windows, std::size_t at) {
  const auto same = [&](const Window& other) {
    return other.from == windows[at].from && other.to == windows[at].to;
  };
  return std::any_of(windows.begin(), windows.begin() + static_cast<std::ptrdiff_t>(at), same);
}

/// Before a later fault lies what the first one did, too.
bool hides(const std::vector<Window>& windows, std::size_t at) {
  const auto before = [](const Window& window) { return window.name.starts_with("before "); };
  return before(windows[at]) && std::ranges::any_of(windows, [&](const Window& other) {
           return before(other) && other.to < windows[at].to;
         });
}

std::string heading(const Window& window) {
  return fmt::format("{} ({} to {})", window.name, in_words(window.from - start_of_run),
                     in_words(window.to - start_of_run));
}

}  // namespace

std::vector<ToldSlice> told_slices(const RunFrame& frame) {
  std::vector<ToldSlice> slices;
  const auto& windows = frame.windows;
  for (std::size_t i = 0; i < windows.size(); ++i)
    if (!told_before(windows, i) && !hides(windows, i))
      slices.push_back({heading(windows[i]), frame.slice_of_window(i)});
  for (std::size_t i = 0; i < frame.classes.size(); ++i)
    slices.push_back({"class " + frame.classes[i], frame.slice_of_class(i)});
  return slices;
}

}  // namespace faultline
