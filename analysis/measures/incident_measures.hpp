#pragma once

#include <array>
#include <string_view>

#include "sim/records/records.hpp"

namespace faultline {

/// The measures that count something that happens, which there may be nothing to bring about.
struct IncidentMeasure {
  std::string_view key;
  Incident what;
};
inline constexpr auto incident_measures = std::to_array<IncidentMeasure>({
    {"dead_lettered", Incident::dead_lettered},
    {"expired", Incident::expired},
    {"reordered", Incident::reordered},
    {"compensations", Incident::compensated},
    {"stuck", Incident::stuck},
    {"phantom", Incident::phantom},
    {"dual_write_lost", Incident::dual_write_lost},
    {"updates_lost", Incident::update_lost},
    {"misread", Incident::misread},
    {"releases_failed", Incident::release_failed},
});

}  // namespace faultline
