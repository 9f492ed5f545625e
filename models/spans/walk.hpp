#pragma once

#include <vector>

#include "models/spans/causes.hpp"
#include "models/spans/span.hpp"

namespace faultline {

/// The way from a symptom to its root, under way.
class Causes::Walk {
 public:
  Walk(Causes& causes, Draw draw) : causes_(causes), draw_(draw) {}

  void pass(const CauseLink& link) { links_.push_back(link); }
  /// From what the span waits for now.
  CauseId follow(const Span& span);
  /// From one of those who occupy it.
  CauseId follow(const Contended& contended);

 private:
  static constexpr std::size_t longest = 24;

  CauseId end() { return end(root_); }
  CauseId end(CauseId because);
  const Span* child_of(const Span& span);
  /// False: it ends there.
  bool step(const Span*& span);
  bool wait(const Span*& span);
  bool occupied(const Span*& span, const Contended* contended, const CauseLink& link);
  bool nobody_empties(const Contended& contended);
  void note(const Span& span);
  void travel(const Span& span);
  void work(const Span& span);
  void stop(Symptom symptom, std::uint16_t place, RootKind otherwise);
  bool blame_what_repeats(std::uint16_t place);
  bool blame_what_lasts();
  bool blame_a_cold_cache();
  void remember(std::uint16_t fault);

  Causes& causes_;
  Draw draw_;
  std::vector<CauseLink> links_;
  std::vector<const Contended*> passed_;
  CauseId repeats_ = no_cause;
  std::uint16_t missed_ = 0;
  CauseId root_ = no_cause;
};

}  // namespace faultline
