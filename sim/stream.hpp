#pragma once

#include <Random123/philox.h>

#include <cstdint>
#include <string_view>

namespace faultline {

/// Successive uniform numbers that belong to one question (a stream, a request, an attempt).
///
/// The i-th is Philox2x64-6 of (request, attempt) under the stream's key plus i: a counter-based
/// generator, so that nothing is remembered and nobody's draw depends on the order of events.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
class Draw {
 public:
  Draw(std::uint64_t key, std::uint64_t request, std::uint64_t attempt)
      : key_(key), request_(request), attempt_(attempt) {}

  /// Uniform on (0, 1), neither end included.
  double uniform() {
    if (spare_) {
      spare_ = false;
      return to_unit(pair_[1]);
    }
    refill();
    spare_ = true;
    return to_unit(pair_[0]);
  }

 private:
  static double to_unit(std::uint64_t bits) {
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
  }

  void refill() {
    r123::Philox2x64_R<6> philox;
    pair_ = philox({{request_, attempt_}}, {{key_}});
    ++key_;
  }

  std::uint64_t key_;
  std::uint64_t request_;
  std::uint64_t attempt_;
  r123::Philox2x64_R<6>::ctr_type pair_{};
  bool spare_ = false;
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

 private:
  std::uint64_t key_ = 0;
};

/// All the streams of one replication.
struct Streams {
  std::uint64_t seed = 1;
  std::uint64_t replication = 0;

  /// The stream of this name: the same name always gives the same stream.
  Stream named(std::string_view name) const;
};

/// The attempt number inside an attempt: zero only where every number on the way is zero.
constexpr std::uint64_t nested_attempt(std::uint64_t outer, std::uint64_t inner) {
  return outer * 0x9E3779B97F4A7C15u + inner;
}

}  // namespace faultline
