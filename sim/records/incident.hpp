#pragma once

#include <cstdint>

namespace faultline {

/// Something that events and data copies do to a design, each counted by itself.
enum class Incident : std::uint8_t {
  dead_lettered,    ///< an event was given up and put aside
  expired,          ///< an event was thrown away before its consumer had it
  reordered,        ///< an event was processed after a later one about the same key
  compensated,      ///< what a saga had done was taken back, one step
  stuck,            ///< a saga neither ended nor could be taken back
  phantom,          ///< an event tells of what never happened
  dual_write_lost,  ///< something happened whose event was never published
  update_lost,      ///< an update was missing where a replica took over, or overwritten unseen
  misread,          ///< a message was processed whose sender meant something else
  release_failed,   ///< a release was refused, or was rolled back
};
inline constexpr int incidents = 10;

}  // namespace faultline
