#include "analysis/measures/dominoes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>

#include "analysis/measures/steady_state.hpp"

namespace faultline {

namespace {

enum class Sign : std::uint8_t { failures, slowness, backlog, traffic };
constexpr std::size_t signs = 4;

/// One part, bucket by bucket.
class OnePart {
 public:
  OnePart(const PartsCourse& course, std::size_t part) : course_(course), part_(part) {}

  const PartsCourse& course() const { return course_; }
  double operator()(PartColumn column, std::size_t bucket) const {
    return course_.value(part_, column, bucket);
  }
  double failures(std::size_t bucket) const {
    return (*this)(PartColumn::rejected, bucket) + (*this)(PartColumn::timed_out, bucket) +
           (*this)(PartColumn::failed, bucket);
  }
  double failure_share(std::size_t bucket) const {
    return ratio(failures(bucket), (*this)(PartColumn::attempts, bucket));
  }
  double usable(std::size_t bucket) const {
    return (*this)(PartColumn::attempts, bucket) - failures(bucket) -
           (*this)(PartColumn::overtaken, bucket);
  }
  /// Attempts per first attempt.
  double amplification(Buckets::Range range) const {
    double attempts = 0;
    double first = 0;
    for (auto bucket = range.first; bucket < range.last; ++bucket) {
      const auto all = (*this)(PartColumn::attempts, bucket) * course_.buckets().width_s(bucket);
      attempts += all;
      first += all - (*this)(PartColumn::retries, bucket) * course_.buckets().width_s(bucket);
    }
    return ratio(attempts, first);
  }
  Note first_failure(std::size_t bucket) const { return course_.first_failure(part_, bucket); }
  Note first_slow(std::size_t bucket) const { return course_.first_slow(part_, bucket); }

 private:
  const PartsCourse& course_;
  std::size_t part_;
};

/// A value and how it behaves while nothing is wrong.
class Band {
 public:
  using Values = std::function<double(std::size_t bucket)>;

  Band(Sign sign, Values values, Buckets::Range steady, double least)
      : sign_(sign), values_(std::move(values)) {
    std::vector<double> before;
    for (auto bucket = steady.first; bucket < steady.last; ++bucket)
      before.push_back(values_(bucket));
    state_ = steady_state(before);
    width_ = std::max(4 * state_.deviation, least);
    if (sign_ != Sign::failures) width_ = std::max(width_, 0.05 * state_.mean);
  }

  Sign sign() const { return sign_; }
  /// This bucket and the next are outside.
  bool left(std::size_t bucket, std::size_t count) const {
    return state_.known() && outside(bucket) && bucket + 1 < count && outside(bucket + 1);
  }

 private:
  bool outside(std::size_t bucket) const {
    const auto off = values_(bucket) - state_.mean;
    return sign_ == Sign::traffic ? off < -width_ : off > width_;
  }

  Sign sign_;
  Values values_;
  SteadyState state_{};
  double width_ = 0;
};

std::vector<Band> bands_of(const OnePart& part, Buckets::Range steady) {
  std::vector<Band> bands;
  const auto column = [&](Sign sign, PartColumn column, double least) {
    bands.emplace_back(
        sign, [&part, column](std::size_t bucket) { return part(column, bucket); }, steady, least);
  };
  bands.emplace_back(
      Sign::failures, [&part](std::size_t bucket) { return part.failure_share(bucket); }, steady,
      0.01);
  column(Sign::slowness, PartColumn::response_p50, 0);
  column(Sign::slowness, PartColumn::response_p99, 0);
  column(Sign::backlog, PartColumn::waiting, 2);
  column(Sign::backlog, PartColumn::in_flight, 2);
  column(Sign::backlog, PartColumn::lag, 0.1);
  bands.emplace_back(
      Sign::traffic, [&part](std::size_t bucket) { return part.usable(bucket); }, steady, 0);
  return bands;
}

/// When it left its band in this bucket, by what showed that.
Note instant_of(const OnePart& part, Sign sign, std::size_t bucket) {
  Note instant;
  if (sign == Sign::failures) instant = part.first_failure(bucket);
  if (sign == Sign::slowness) instant = part.first_slow(bucket);
  return std::min(instant, Note{part.course().buckets().to(bucket)});
}

/// What is known of one part, and when it left its band.
struct Domino {
  std::vector<double> row;
  Note left;
};

Domino domino(const OnePart& part, const std::vector<Band>& bands, Buckets::Range range,
              Time began) {
  Domino found{std::vector<double>(domino_columns.size(), no_value), {}};
  found.row[0] = 0;
  const auto count = part.course().buckets().count();
  for (auto bucket = range.first; bucket < range.last; ++bucket) {
    const auto band =
        std::ranges::find_if(bands, [&](const Band& one) { return one.left(bucket, count); });
    if (band == bands.end()) continue;
    found.left = instant_of(part, band->sign(), bucket);
    found.left.at = std::max(found.left.at, began);
    found.row[0] = 1;
    found.row[1] = seconds(found.left.at - began);
    for (std::size_t sign = 0; sign < signs; ++sign)
      found.row[2 + sign] = sign == static_cast<std::size_t>(band->sign());
    break;
  }
  return found;
}

void set_positions(std::vector<Domino>& all) {
  std::vector<Domino*> fallen;
  for (auto& one : all)
    if (one.row[0] == 1) fallen.push_back(&one);
  std::ranges::stable_sort(fallen, {}, [](const Domino* one) { return one->left; });
  for (std::size_t i = 0; i < fallen.size(); ++i)
    fallen[i]->row.back() = static_cast<double>(i + 1);
}

/// When the next fault begins, or the run ends.
Time next_strike(const RunFrame& frame, Time began) {
  auto next = frame.length;
  for (const auto& fault : frame.faults)
    if (fault.from > began) next = std::min(next, fault.from);
  return next;
}

}  // namespace

std::vector<std::vector<double>> dominoes(const RunFrame& frame, const PartsCourse& course) {
  std::vector<std::vector<double>> rows;
  const auto& buckets = course.buckets();
  const auto steady = steady_buckets(frame, buckets);
  const auto first_at = [&](Time instant) {
    return buckets.covers(instant) ? buckets.of(instant) : buckets.count();
  };
  for (const auto& fault : frame.faults) {
    std::vector<Domino> all(course.parts(),
                            {std::vector<double>(domino_columns.size(), no_value), {}});
    const bool known = strikes(fault, frame) && steady.size() >= SteadyState::fewest_buckets;
    for (std::size_t number = 0; known && number < course.parts(); ++number) {
      const OnePart part(course, number);
      const auto from = first_at(fault.from);
      all[number] = domino(part, bands_of(part, steady),
                           {from, first_at(next_strike(frame, fault.from))}, fault.from);
      all[number].row[6] = part.amplification({from, first_at(fault.to)});
      all[number].row[7] = part.amplification(steady);
    }
    set_positions(all);
    for (auto& one : all) rows.push_back(std::move(one.row));
  }
  return rows;
}

}  // namespace faultline
