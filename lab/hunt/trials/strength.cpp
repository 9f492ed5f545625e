#include "lab/hunt/trials/strength.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/verdicts/least_rung.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

constexpr auto by_factor = Strength::Unit::ratio;
constexpr auto in_seconds = Strength::Unit::seconds;

/// A kind whose fields are all given by default, and that has no degrees, needs no entry.
constexpr auto strengths = std::to_array<Strength>({
    {"slow", "factor", by_factor, 1.25, 10},
    {"latency", "extra", in_seconds, 0.001, 1},
    {"errors", "rate", by_factor, 0.001, 0.5},
    {"corrupt", "share", by_factor, 0.001, 0.5},
    {"bad_configuration", "rate", by_factor, 0.001, 0.5},
    {"restart", "takes", in_seconds, 0.01, 20},
    {"clock_skew", "ahead", in_seconds, 0.01, 600},
    {"drop", "share", by_factor, 0.001, 0.5},
    {"duplicate", "share", by_factor, 0.001, 0.5},
    {"delay", "share", by_factor, 0.001, 0.5, R"("by": "10s")"},
    {"reorder", "share", by_factor, 0.001, 0.5, R"("within": "5s")"},
    {"poison", "share", by_factor, 0.001, 0.5},
    {"rebalance", "", Strength::Unit::none, 0, 0, R"("every": "5s")"},
    {"loss", "rate", by_factor, 0.01, 0.5},
    {"cpu_stress", "cores", by_factor, 0.1, 4},
    {"memory_leak", "", Strength::Unit::none, 0, 0,
     R"("limit": "1GiB", "per_second": "100MiB", "restart": "5s")"},
    {"throttle", "", Strength::Unit::none, 0, 0, R"("rate": "10/s")"},
    {"bandwidth", "", Strength::Unit::none, 0, 0, R"("limit": "1Mbps")"},
    {"connection_limit", "", Strength::Unit::none, 0, 0, R"("connections": 1)"},
});

/// What every fault has.
constexpr auto common = std::to_array<std::string_view>({"name", "target", "at", "for"});

bool needs_choice(const Kind<Fault>& kind) {
  Fields fields;
  kind.make()->fields(fields);
  return std::ranges::any_of(fields.described(), [](const Field& field) {
    return field.rule.required && !among(common, field.name);
  });
}

Duration span_of(double seconds) {
  return Duration(static_cast<std::int64_t>(seconds * 1e9 + 0.5));
}

}  // namespace

std::vector<double> Strength::rungs() const {
  return field.empty() ? std::vector<double>{0} : ladder(least, most);
}

std::string Strength::json(double value) const {
  return unit == in_seconds ? fmt::format("\"{}\"", written(span_of(value)))
                            : fmt::format("{}", value);
}

std::string Strength::text(double value) const {
  if (field.empty()) return "";
  return fmt::format("{} {}", field,
                     unit == in_seconds ? written(span_of(value)) : fmt::format("{}", value));
}

std::optional<Strength> strength_of(const Kind<Fault>& kind) {
  if (const auto* found = find_among(strengths, kind.name, &Strength::kind)) return *found;
  if (needs_choice(kind)) return std::nullopt;
  return Strength{.kind = kind.name, .field = ""};
}

}  // namespace faultline
