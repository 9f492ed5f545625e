#pragma once

#include <map>
#include <set>
#include <vector>

#include "lab/hunt/trials/trials.hpp"

namespace faultline {

/// Faults of one design by number in the menu, in ascending order.
using FaultNumbers = std::vector<std::size_t>;

/// The sets that were tried on one design, and the larger ones that are worth a trial: those of
/// which
///
/// - no part that was tried broke the design, and
/// - every part with one fault less that survived touched what the missing fault strikes; there is
///   such a part, since a set grows from one that survived.
///
/// A part that was not tried was not worth it, and says nothing: where b stands in for a, and c for
/// b, nothing is to be learnt from b and c alone.
class Survived {
 public:
  Survived(const Hunted& hunted, std::size_t design, const RunFrame& frame)
      : hunted_(hunted), design_(design), places_(frame.places) {}

  void add_broken(const FaultNumbers& faults) { broken_.insert(faults); }
  /// One that did not break it. `harm`: how much of the way to a broken hypothesis it went.
  void add(const FaultNumbers& faults, const TrialResult& result, double harm);

  /// Those of so many faults, the most harmful ones by themselves first.
  std::vector<FaultSet> worth_trying(std::size_t size) const;

 private:
  struct Known {
    std::vector<std::uint8_t> touched;  ///< by place
    double harm;
  };

  bool is_worth(const FaultNumbers& faults) const;
  double harm_of(const FaultNumbers& faults) const;
  std::vector<std::size_t> struck_by(std::size_t fault) const;

  const Hunted& hunted_;
  std::size_t design_;
  std::vector<std::string> places_;
  std::map<FaultNumbers, Known> known_;
  std::set<FaultNumbers> broken_;
};

}  // namespace faultline
