#include "sim/language/synonyms.hpp"

#include <algorithm>
#include <array>

namespace faultline {

namespace {

/// Of several with one name elsewhere, the first that is legal is meant.
constexpr auto synonyms = std::to_array<Synonym>({
    {"average", "mean"},
    {"avg", "mean"},
    {"begin", "at"},
    {"buffer", "capacity"},
    {"circuit_breaker", "breaker"},
    {"delay", "latency"},
    {"dlq", "dead_letter"},
    {"dead_letter_queue", "dead_letter"},
    {"dead_letter_topic", "dead_letter"},
    {"duration", "for"},
    {"duration", "length"},
    {"error_rate", "failed"},
    {"exp", "exponential"},
    {"expiry", "ttl"},
    {"expiry", "retention"},
    {"failure_threshold", "consecutive"},
    {"failure_rate", "rate"},
    {"frequency", "rate"},
    {"gaussian", "normal"},
    {"initial_delay", "base"},
    {"interval", "every"},
    {"kill", "crash"},
    {"latency_p50", "response_p50_s"},
    {"latency_p99", "response_p99_s"},
    {"max_age", "ttl"},
    {"max_backoff", "limit"},
    {"max_concurrent", "slots"},
    {"max_delay", "limit"},
    {"max_queue", "queue"},
    {"max_retries", "attempts"},
    {"max_wait", "longest_wait"},
    {"multiplier", "factor"},
    {"packet_loss", "drop"},
    {"percentage", "share"},
    {"period", "every"},
    {"pods", "instances"},
    {"pool_size", "connections"},
    {"probability", "share"},
    {"probability", "weight"},
    {"qps", "rate"},
    {"ratio", "share"},
    {"replicas", "instances"},
    {"requests_per_second", "rate"},
    {"retries", "attempts"},
    {"rps", "rate"},
    {"sigma", "deviation"},
    {"start", "at"},
    {"stddev", "deviation"},
    {"std", "deviation"},
    {"think_time", "think"},
    {"threads", "workers"},
    {"throttle", "rate_limit"},
    {"rate_limiter", "rate_limit"},
    {"time_limit", "timeout"},
    {"time_limit", "after"},
    {"time_to_live", "ttl"},
    {"timeout", "after"},
    {"timeout", "within"},
    {"tries", "attempts"},
    {"ttl", "retention"},
    {"ttl", "max_age"},
    {"virtual_users", "users"},
    {"vus", "users"},
    {"wait", "longest_wait"},
});

}  // namespace

std::span<const Synonym> all_synonyms() { return synonyms; }

std::string_view synonym(std::string_view found, const std::vector<std::string>& legal) {
  for (const auto& [elsewhere, here] : synonyms) {
    if (elsewhere != found) continue;
    if (const auto known = std::ranges::find(legal, here); known != legal.end()) return *known;
  }
  return {};
}

}  // namespace faultline
