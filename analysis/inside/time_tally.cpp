#include "analysis/inside/time_tally.hpp"

#include <algorithm>
#include <bit>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

namespace {

constexpr std::size_t number(Activity activity) { return static_cast<std::size_t>(activity); }

}  // namespace

void TimeTally::answer(const AnswerRecord& record) {
  const auto whole = record.answered - record.arrived;
  auto& own = class_of(whole);
  auto* sums = own.sums.data();
  ++own.answers;
  ++answers_;
  auto left = whole.count();
  for (const auto& piece : record.pieces) {
    sums[piece.place * activities + number(piece.activity)] += piece.span.count();
    left -= piece.span.count();
  }
  sums[number(Activity::other)] += left;
}

TimeTally::Class& TimeTally::class_of(Duration response) {
  const auto value = static_cast<std::uint64_t>(response.count()) | 8;
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - 4;
  const auto at = (std::size_t{shift} << 3) + (value >> shift);
  if (at >= classes_.size()) [[unlikely]]
    classes_.resize(at + 1);
  auto& found = classes_[at];
  if (found.sums.empty()) [[unlikely]]
    found.sums.resize(places_ * activities);
  return found;
}

TimeRows TimeTally::mean_of_slowest(double share) const {
  const auto wanted = share * static_cast<double>(answers_);
  TimeRows rows(places_);
  for (auto& row : rows) row.fill(answers_ == 0 ? no_value : 0);
  auto missing = wanted;
  for (auto own = classes_.rbegin(); own != classes_.rend() && missing > 0; ++own) {
    if (own->answers == 0) continue;
    const auto answers = static_cast<double>(own->answers);
    const auto part = std::min(1.0, missing / answers);
    missing -= answers;
    for (std::size_t i = 0; i < own->sums.size(); ++i)
      rows[i / activities][i % activities] +=
          part * static_cast<double>(own->sums[i]) / 1e9 / wanted;
  }
  return rows;
}

}  // namespace faultline
