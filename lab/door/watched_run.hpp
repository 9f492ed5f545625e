#pragma once

#include <cstdint>

#include "lab/door/page_session.hpp"
#include "models/world/world.hpp"

namespace faultline {

/// Events of the calendar that watching a run takes.
inline constexpr std::uint64_t watching_events = 200;

/// World::run(), with `progress` called that often on the way through `length`.
void run_watched(World& world, Duration length, const PageProgress& progress);

}  // namespace faultline
