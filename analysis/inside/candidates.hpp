#pragma once

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// How a request can end, as far as one picks examples by it.
enum class Ending : std::uint8_t {
  succeeded,
  degraded,
  rejected,
  timed_out,
  failed,
  unanswered,  ///< its client had no answer at the end of the run
  unfinished,  ///< usable answer, but not all of its effects had happened at the end of the run
};

inline constexpr std::size_t endings = 7;

std::string_view name_of(Ending ending);

/// True where the client had no usable answer.
constexpr bool is_failure(Ending ending) {
  return ending >= Ending::rejected && ending <= Ending::unanswered;
}

/// A request that may be worth tracing.
struct Candidate {
  std::uint64_t request = 0;
  std::uint64_t rank = 0;  ///< as good as random, and the same in each design
  Duration response{};     ///< until its answer; without meaning where there was none
};

/// What a run has to offer for traces. Only what arrived in the measured time is offered.
struct Offer {
  std::uint64_t arrived = 0;                    ///< requests in all: their numbers are below this
  std::array<std::uint64_t, endings> counts{};  ///< of those offered
  std::array<std::vector<Candidate>, endings> by_ending{};  ///< some of each, but of successes
  std::vector<Candidate> slowest{};   ///< of the usable answers, the slowest first
  std::vector<Candidate> share{};     ///< of all, by rank
  std::optional<Candidate> median{};  ///< of the usable answers: within 1 % of the median

  /// The commonest failure's first example.
  std::optional<Candidate> failure() const;
};

/// All requests that the designs offer, in ascending order, so that each design traces the same.
std::vector<std::uint64_t> worth_tracing(const std::vector<Offer>& offers);

/// Looks out for requests that are worth tracing, in memory that does not grow with the run.
class Candidates final : public Recorder {
 public:
  static constexpr std::size_t most_of_an_ending = 5;
  static constexpr std::size_t most_slowest = 10;
  static constexpr std::size_t most_of_a_share = 1000;

  /// With a share of 1 in `one_in`; 0: none.
  Candidates(const RunFrame& frame, std::uint64_t one_in);

  void transaction(const TransactionRecord& record) override;

  Offer offer() const;

 private:
  struct Bucket {
    std::uint64_t count = 0;
    Candidate example;
  };

  void consider_answer(const Candidate& candidate);
  std::optional<Candidate> median() const;

  Time from_;
  Time to_;
  std::uint64_t one_in_;
  Offer offer_;
  std::map<int, Bucket> responses_;  ///< by their logarithm
};

}  // namespace faultline
