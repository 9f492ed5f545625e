#pragma once

#include <cstdint>
#include <string_view>

#include "sim/random/ziggurat.hpp"

namespace faultline {

/// The finaliser of SplitMix64: a bijection of 64 bits in which each bit of the input moves half of
/// the output's. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA'14, with Stafford's constants (variant 13).
constexpr std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
  return bits ^ bits >> 31;
}

/// Successive uniform numbers for one purpose (a stream, a request, an attempt).
///
/// SplitMix64 used as a counter-based generator: a stream is a sequence that begins at its key, in
/// which request r has place r; each attempt beyond the first has a sequence of its own, keyed by
/// the stream's key and the attempt. So there is no state, no draw depends on the order of events,
/// and designs that draw for the same request and attempt get the same numbers. Plain SplitMix64 is
/// reported to pass BigCrush; the keying by attempt has been tested only in this project's tests.
class Draw {
 public:
  Draw(std::uint64_t key, std::uint64_t request, std::uint64_t attempt)
      : place_((attempt == 0 ? key : mix(key ^ attempt * odd)) + (request + 1) * golden) {}

  /// Uniform on (0, 1), neither end included.
  double uniform() {
    return (static_cast<double>(static_cast<std::int64_t>(next() >> 12)) + 0.5) * 0x1p-52;
  }

  /// Exponential of mean 1.
  double exponential() {
    return ziggurat([this] { return next(); });
  }

 private:
  std::uint64_t next() {
    const auto bits = mix(place_);
    place_ += odd;
    return bits;
  }

  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;  ///< 2^64 / golden ratio
  static constexpr std::uint64_t odd = 0xD1342543DE82EF95u;

  std::uint64_t place_;
};

/// A named source of randomness: a key made of the seed, the replication and the name.
class Stream {
 public:
  Stream() = default;
  explicit Stream(std::uint64_t key) : key_(key) {}

  /// The numbers for `request` at `attempt` (zero for a request's first try).
  Draw draw(std::uint64_t request, std::uint64_t attempt = 0) const {
    return {key_, request, attempt};
  }

  /// A third stream, derived from both.
  Stream with(const Stream& other) const { return Stream{mix(key_ + mix(other.key_))}; }

 private:
  std::uint64_t key_ = 0;
};

/// A number for a name, to tell draws of the same stream apart.
std::uint64_t bits_of(std::string_view name);

/// All the streams of one replication.
struct Streams {
  std::uint64_t seed = 1;
  std::uint64_t replication = 0;

  /// The stream of this name: the same name always gives the same stream.
  Stream named(std::string_view name) const;

  /// Those of a part by that name: they have nothing to do with streams of the same names outside.
  Streams within(std::string_view name) const;
};

/// The number of an attempt inside an attempt: zero only if every number on the way is zero.
constexpr std::uint64_t nested_attempt(std::uint64_t outer, std::uint64_t inner) {
  return outer * 0x9E3779B97F4A7C15u + inner;
}

}  // namespace faultline
