#include "sim/random/stream.hpp"

namespace faultline {

namespace {

std::uint64_t absorb(std::uint64_t state, std::uint64_t word) {
  return mix(state + 0x9E3779B97F4A7C15u + word);
}

std::uint64_t absorb(std::uint64_t state, std::string_view name) {
  for (const char letter : name) state = absorb(state, static_cast<unsigned char>(letter));
  return state;
}

}  // namespace

std::uint64_t bits_of(std::string_view name) { return absorb(0, name); }

Stream Streams::named(std::string_view name) const {
  return Stream{absorb(absorb(absorb(0, seed), replication), name)};
}

Streams Streams::within(std::string_view name) const {
  return {absorb(absorb(0, seed), name), replication};
}

}  // namespace faultline
