#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "analysis/inside/cause_tally.hpp"
#include "analysis/verdicts/counterfactual.hpp"
#include "lab/output/cause_words.hpp"
#include "models/scenario/structure/frame.hpp"
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

  /// The same of the accepted requests that are never complete.
  Reasons of_incomplete() && {
    chains = std::move(incomplete_);
    return std::move(*this);
  }

  RunFrame frame;
  Fates fates;
  std::vector<CauseChain> chains;  ///< of the failures, in the order of their answers

 private:
  enum class What : std::uint8_t { answer, failure, incomplete };

  class Records final : public Recorder {
   public:
    void answer(const AnswerRecord& record) override { add(record.id, What::answer, {}); }
    void failure(const FailureRecord& record) override {
      add(record.id, What::failure, record.chain);
    }
    void incomplete(const IncompleteRecord& record) override {
      add(record.id, What::incomplete, record.chain);
    }
    std::vector<double> numbers;

   private:
    void add(std::uint64_t id, What what, std::span<const CauseLink> links) {
      numbers.insert(numbers.end(), {static_cast<double>(id), static_cast<double>(what)});
      const auto chain = packed({links.begin(), links.end()});
      numbers.insert(numbers.end(), chain.begin(), chain.end());
    }
  };

  void take(std::vector<double>::const_iterator& at) {
    const auto id = static_cast<std::uint64_t>(*at++);
    const auto what = static_cast<What>(*at++);
    const auto length = static_cast<std::ptrdiff_t>(packed_length({*at}));
    auto chain = unpacked_chain({at, at + length});
    at += length;
    if (chain.empty()) chain.push_back({Symptom::failed, 0, RootKind::unknown});
    if (what == What::answer)
      return fates.answer(
          {.id = id, .arrived = {}, .answered = {}, .request_class = 0, .pieces = {}});
    fates.fails(id, chain);
    (what == What::failure ? chains : incomplete_).push_back(chain);
  }

  std::vector<CauseChain> incomplete_;
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
