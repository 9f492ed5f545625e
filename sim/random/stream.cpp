#include "sim/random/stream.hpp"

namespace faultline {

namespace {

std::uint64_t absorb(std::uint64_t state, std::uint64_t word) {
  return mix(state + 0x9E3779B97F4A7C15u + word);
}

}  // namespace

Stream Streams::named(std::string_view name) const {
  auto key = absorb(absorb(0, seed), replication);
  for (const char letter : name) key = absorb(key, static_cast<unsigned char>(letter));
  return Stream{key};
}

}  // namespace faultline
