#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// What became of each request that arrived in the measured part of a run, by its number, and by
/// which fault it failed: to compare one run with another request by request.
class Fates {
 public:
  static constexpr std::uint8_t none = 0;  ///< no answer, or not measured
  static constexpr std::uint8_t usable = 1;
  static constexpr std::uint8_t no_fault = 2;     ///< failed, and no fault is the root
  static constexpr std::uint8_t first_fault = 3;  ///< failed by fault 0, and so on

  void answer(const AnswerRecord& record) { of(record.id) = usable; }
  /// It has no usable answer, or is never complete.
  void fails(std::uint64_t id, std::span<const CauseLink> chain);

  std::size_t size() const { return fates_.size(); }
  std::uint8_t operator[](std::size_t request) const {
    return request < fates_.size() ? fates_[request] : none;
  }
  const std::vector<std::uint8_t>& bytes() const { return fates_; }

  Fates() = default;
  explicit Fates(std::vector<std::uint8_t> bytes) : fates_(std::move(bytes)) {}

 private:
  std::uint8_t& of(std::uint64_t request) {
    if (request >= fates_.size())
      fates_.resize(std::max<std::size_t>(request + 1, 2 * fates_.size()));
    return fates_[request];
  }

  std::vector<std::uint8_t> fates_;
};

/// Whether a request got an answer that is of no use, or was accepted and is never complete.
constexpr bool has_failed(std::uint8_t fate) { return fate >= Fates::no_fault; }

}  // namespace faultline
