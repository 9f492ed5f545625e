#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "sim/records/causes.hpp"

namespace faultline {

/// A cause chain in a CauseBook; 0: none is known.
using CauseId = std::uint32_t;

inline constexpr CauseId no_cause = 0;

/// The cause chains of a run. Each is a link and the chain that explains it; equal ones are kept
/// once, so that a chain is a number.
class CauseBook {
 public:
  CauseBook() : entries_(1) {}

  /// `link` happened because of `because`; a root where that is none.
  CauseId add(const CauseLink& link, CauseId because = no_cause);

  const CauseLink& first(CauseId id) const { return entries_[id].link; }
  const CauseLink& root(CauseId id) const { return entries_[entries_[id].root].link; }
  /// From the symptom to the root.
  std::vector<CauseLink> chain(CauseId id) const;

 private:
  struct Entry {
    CauseLink link{};
    CauseId because = no_cause;
    CauseId root = no_cause;
    std::uint16_t length = 0;
  };
  static constexpr std::uint16_t longest = 32;  ///< beyond, the root follows at once
  static constexpr std::size_t most = 1U << 20;

  std::vector<Entry> entries_;
  std::map<std::pair<CauseLink, CauseId>, CauseId> known_;
};

}  // namespace faultline
