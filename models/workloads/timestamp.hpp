#pragma once

#include <optional>
#include <string_view>

#include "sim/engine/time.hpp"

namespace faultline {

/// The instant that stands in `text`, from an origin of its own, to the nanosecond: a bare number
/// of `unit`s ("1700000000.123"), a duration ("250ms"), or a date and time of ISO 8601
/// ("2024-03-01T12:00:00.5Z", "2024-03-01 13:00:00+01:00"; without a zone UTC). Not negative.
std::optional<Duration> parse_timestamp(std::string_view text, Duration unit);

}  // namespace faultline
