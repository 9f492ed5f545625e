#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "analysis/inside/cause_tally.hpp"
#include "analysis/verdicts/counterfactual.hpp"
#include "lab/output/cause_words.hpp"
#include "models/scenario/frame.hpp"
#include "tests/theory/replications.hpp"

namespace faultline {

/// Why the requests of one run failed, and what became of each.
class Reasons {
 public:
  /// Faults with the numbers `without` do not happen.
  explicit Reasons(const Setup& setup, const std::vector<std::size_t>& without = {},
                   std::uint64_t replication = 0) {
    auto scenario = scenario_of(setup);
    frame = frame_of(scenario, "only");
    for (auto fault = without.rbegin(); fault != without.rend(); ++fault)
      scenario.faults.erase(scenario.faults.begin() + static_cast<std::ptrdiff_t>(*fault));
    const auto numbers = forked([&] {
      Records records;
      run_here(std::move(scenario), "only", replication, records);
      return std::move(records.numbers);
    });
    for (auto at = numbers.begin(); at != numbers.end();) take(at);
  }

  /// Of the failures, those whose root is this.
  double share(RootKind root, std::size_t fault = 0) const {
    const auto count = std::ranges::count_if(chains, [&](const CauseChain& chain) {
      return chain.back().root == root && (!is_fault(root) || chain.back().fault == fault);
    });
    return static_cast<double>(count) / static_cast<double>(chains.size());
  }
  /// Whose root is the fault, active or over.
  double share_of_fault(std::size_t fault) const {
    return share(RootKind::fault, fault) + share(RootKind::ended_fault, fault);
  }

  /// The most frequent chain, in words.
  std::string mostly() const {
    std::map<std::string, int> counts;
    for (const auto& chain : chains) ++counts[in_words(chain, frame)];
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
    return most == counts.end() ? "nothing fails" : most->first;
  }

  RunFrame frame;
  Fates fates;
  std::vector<CauseChain> chains;  ///< of the failures, in the order of their answers

 private:
  class Records final : public Recorder {
   public:
    void answer(const AnswerRecord& record) override {
      numbers.push_back(static_cast<double>(record.id));
      numbers.push_back(0);
    }
    void failure(const FailureRecord& record) override {
      numbers.push_back(static_cast<double>(record.id));
      const auto chain = packed({record.chain.begin(), record.chain.end()});
      numbers.insert(numbers.end(), chain.begin(), chain.end());
    }
    std::vector<double> numbers;
  };

  void take(std::vector<double>::const_iterator& at) {
    const auto id = static_cast<std::uint64_t>(*at++);
    if (*at == 0) {
      ++at;
      return fates.answer(
          {.id = id, .arrived = {}, .answered = {}, .request_class = 0, .pieces = {}});
    }
    const auto length = static_cast<std::ptrdiff_t>(packed_length({*at}));
    const auto chain = unpacked_chain({at, at + length});
    at += length;
    fates.failure({.id = id,
                   .arrived = {},
                   .answered = {},
                   .outcome = Outcome::failed,
                   .request_class = 0,
                   .chain = chain});
    chains.push_back(chain);
  }
};

/// The fault with this number, tried by experiment.
inline Proof proof_of(const Setup& setup, std::size_t fault, int replications) {
  std::vector<Fates> with;
  std::vector<Fates> without;
  for (int i = 0; i < replications; ++i) {
    with.push_back(Reasons(setup, {}, static_cast<std::uint64_t>(i)).fates);
    without.push_back(Reasons(setup, {fault}, static_cast<std::uint64_t>(i)).fates);
  }
  return prove(with, without, fault);
}

}  // namespace faultline
