#include "analysis/inside/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/random/stream.hpp"

namespace faultline {

namespace {

/// Keeps the first `most` in this order.
template <class Before>
void keep(std::vector<Candidate>& kept, const Candidate& candidate, std::size_t most,
          Before before) {
  if (kept.size() == most && !before(candidate, kept.back())) return;
  kept.insert(std::ranges::upper_bound(kept, candidate, before), candidate);
  if (kept.size() > most) kept.pop_back();
}

bool ranks_before(const Candidate& one, const Candidate& other) { return one.rank < other.rank; }

bool slower(const Candidate& one, const Candidate& other) {
  if (one.response != other.response) return one.response > other.response;
  return one.request < other.request;
}

/// Response times of one bucket differ by 1 % at most.
int bucket_of(Duration response) {
  const auto nanoseconds = static_cast<double>(std::max<std::int64_t>(1, response.count()));
  return static_cast<int>(std::floor(std::log(nanoseconds) / std::log(1.01)));
}

Ending ending_of(const TransactionRecord& record) {
  if (record.answered == end_of_time) return Ending::unanswered;
  if (usable(record.outcome) && record.completed == end_of_time) return Ending::unfinished;
  return static_cast<Ending>(record.outcome);
}

}  // namespace

std::string_view name_of(Ending ending) {
  if (ending == Ending::unanswered) return "unanswered";
  if (ending == Ending::unfinished) return "unfinished";
  return name_of(static_cast<Outcome>(ending));
}

std::optional<Candidate> Offer::failure() const {
  std::optional<std::size_t> commonest;
  for (std::size_t i = 0; i < endings; ++i)
    if (is_failure(static_cast<Ending>(i)) && counts[i] > (commonest ? counts[*commonest] : 0))
      commonest = i;
  if (!commonest) return std::nullopt;
  return by_ending[*commonest].front();
}

std::vector<std::uint64_t> worth_tracing(const std::vector<Offer>& offers) {
  std::set<std::uint64_t> requests;
  const auto add = [&](const std::vector<Candidate>& candidates) {
    for (const auto& candidate : candidates) requests.insert(candidate.request);
  };
  for (const auto& offer : offers) {
    for (const auto& some : offer.by_ending) add(some);
    add(offer.slowest);
    add(offer.share);
    if (offer.median) requests.insert(offer.median->request);
  }
  return {requests.begin(), requests.end()};
}

Candidates::Candidates(const RunFrame& frame, std::uint64_t one_in)
    : from_(frame.warm), to_(frame.length), one_in_(one_in) {}

void Candidates::transaction(const TransactionRecord& record) {
  offer_.arrived = std::max(offer_.arrived, record.id + 1);
  if (record.arrived < from_ || record.arrived >= to_) return;
  const auto ending = ending_of(record);
  const auto number = static_cast<std::size_t>(ending);
  const Candidate candidate{record.id, mix(record.id), record.answered - record.arrived};
  ++offer_.counts[number];
  if (one_in_ > 0 && candidate.rank % one_in_ == 0)
    keep(offer_.share, candidate, most_of_a_share, ranks_before);
  if (ending != Ending::succeeded)
    keep(offer_.by_ending[number], candidate, most_of_an_ending, ranks_before);
  if (!is_failure(ending)) consider_answer(candidate);
}

void Candidates::consider_answer(const Candidate& candidate) {
  keep(offer_.slowest, candidate, most_slowest, slower);
  auto& bucket = responses_[bucket_of(candidate.response)];
  if (bucket.count++ == 0 || ranks_before(candidate, bucket.example)) bucket.example = candidate;
}

std::optional<Candidate> Candidates::median() const {
  std::uint64_t all = 0;
  for (const auto& [key, bucket] : responses_) all += bucket.count;
  std::uint64_t below = 0;
  for (const auto& [key, bucket] : responses_) {
    below += bucket.count;
    if (2 * below >= all) return bucket.example;
  }
  return std::nullopt;
}

Offer Candidates::offer() const {
  auto offer = offer_;
  offer.median = median();
  return offer;
}

}  // namespace faultline
