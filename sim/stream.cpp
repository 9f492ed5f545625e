#include "sim/stream.hpp"

namespace faultline {

namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA'14): a bijection that mixes all bits.
std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
  return bits ^ bits >> 31;
}

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
