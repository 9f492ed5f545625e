#include "analysis/measures/collector.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/blast_radius.hpp"
#include "analysis/measures/dominoes.hpp"
#include "analysis/measures/hypothesis.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/recovery.hpp"
#include "analysis/measures/series.hpp"
#include "analysis/measures/slice.hpp"
#include "analysis/measures/steady_state.hpp"
#include "sim/language/among.hpp"

namespace faultline {

Collector::Collector(const RunFrame& frame, bool keeps_course)
    : frame_(frame),
      timeline_(frame),
      inside_(frame_, timeline_),
      tallies_(timeline_.pieces()),
      attempts_(timeline_.pieces() * frame.operations.size()),
      classes_(frame.classes.size(), Tallies(timeline_.pieces())),
      parts_(frame.parts.size()),
      topics_(frame.topics.size(), BookRow(topic_columns.size())),
      subscriptions_(frame.subscriptions.size(), BookRow(subscription_columns.size())),
      strikes_(frame.conditional.size()) {
  if (frame_.delivery) delivery_.emplace(*frame_.delivery);
  if (keeps_course) course_ = std::make_unique<PartsCourse>(frame_, first_strike(frame_));
  for (const auto fault : frame_.conditional) frame_.faults[fault].to = frame_.faults[fault].from;
}

double Collector::bytes_for(const RunFrame& frame) {
  constexpr double histograms = 4096;  // some octaves of the times in one piece
  const auto pieces = static_cast<double>(Timeline(frame).pieces());
  const auto tallies = static_cast<double>(1 + frame.classes.size());
  const auto operations = static_cast<double>(frame.operations.size());
  return pieces * (tallies * (sizeof(Tally) + histograms) + operations * sizeof(AttemptTally));
}

void Collector::transaction(const TransactionRecord& record) {
  if (candidates_) candidates_->transaction(record);
  tallies_[timeline_.piece_of(record.arrived)].arrival(record, frame_.deadline);
  ++tallies_[timeline_.piece_of(record.answered)].answers;
  ++tallies_[timeline_.piece_of(record.completed)].completions;
  if (classes_.empty()) return;
  auto& own = classes_[record.request_class];
  own[timeline_.piece_of(record.arrived)].arrival(record, frame_.deadline);
  ++own[timeline_.piece_of(record.answered)].answers;
}

void Collector::attempt(const AttemptRecord& record) {
  check(record.operation < operations(), "an attempt is at an operation of the run");
  auto& ended = attempts(record.ended, record.operation);
  ended.ended_usable += usable(record.outcome);
  const bool same = timeline_.in_last_piece(record.started);
  auto& started = same ? ended : attempts(record.started, record.operation);
  ++started.started;
  started.first += record.first;
}

void Collector::work(const WorkRecord& record) {
  tallies_[timeline_.piece_of(record.settled)].work(record);
}

/// A sample tells of the time before it, so that one on an edge belongs to the piece that ends
/// there.
void Collector::level(const LevelRecord& record) {
  if (record.sampled == start_of_run) return;
  tallies_[timeline_.piece_of(record.sampled - Duration{1})].level(record);
  if (record.sampled > frame_.warm && record.sampled <= frame_.length)
    parts_[record.part].level(record);
  if (course_) course_->level(record);
}

void Collector::look_up(const LookUpRecord& record) {
  auto& tally = tallies_[timeline_.piece_of(record.asked)];
  ++tally.looked_up;
  tally.hits += record.hit;
}

void Collector::incident(const IncidentRecord& record) {
  ++tallies_[timeline_.piece_of(record.at)].incidents[static_cast<int>(record.what)];
}

void Collector::read(const ReadRecord& record) {
  if (!record.of_copy && !frame_.reads_copies) return;
  tallies_[timeline_.piece_of(record.at)].read(record);
}

void Collector::lag(const LagRecord& record) {
  tallies_[timeline_.piece_of(record.sampled)].lag.add(record.lag);
  if (course_) course_->lag(record);
}

void Collector::publish(const PublishRecord& record) {
  tallies_[timeline_.piece_of(record.asked)].publish(record);
}

void Collector::follow_up(const FollowUpRecord& record) {
  tallies_[timeline_.piece_of(record.answered)].follow_up(record);
}

void Collector::rebuild(const RebuildRecord& record) {
  tallies_[timeline_.piece_of(record.began)].rebuild(record);
}

void Collector::topic(const TopicRecord& record) { topics_[record.topic] = row_of(record); }

void Collector::subscription(const SubscriptionRecord& record) {
  subscriptions_[record.subscription] = row_of(record);
}

void Collector::strike(const StrikeRecord& record) {
  auto& tally = strikes_[index_among(frame_.conditional, record.fault)];
  auto& fault = frame_.faults[record.fault];
  tally.add(record);
  if (!record.begins)
    fault.to = record.at;
  else if (fault.to == fault.from)
    fault = {fault.name, record.at, end_of_time};
  else
    fault.to = end_of_time;
}

void Collector::abort(const AbortRecord& record) {
  aborted_ = record.at;
  for (auto& fault : frame_.faults) fault.to = std::min(fault.to, std::max(fault.from, record.at));
}

RunSummary Collector::summary() const {
  RunSummary summary;
  const Window run{"run", frame_.warm, frame_.length};
  const auto recovery = recovery_of(frame_, timeline_.buckets(), healthy());
  summary.measures.push_back(whole_run(recovery));
  for (const auto& window : frame_.windows) summary.measures.push_back(slice(window));
  for (const auto& of_class : classes_) {
    summary.measures.push_back(slice(of_class, run));
    for (const auto& window : frame_.windows) summary.measures.push_back(slice(of_class, window));
  }
  summary.series = series();
  summary.topics = topics_;
  summary.subscriptions = subscriptions_;
  for (const auto& part : parts_) summary.parts.push_back(part.row());
  summary.recoveries = recovery.faults;
  inside_.add_to(summary);
  if (frame_.hypothesis) add_hypothesis(summary);
  for (const auto& strikes : strikes_) summary.strikes.push_back(strikes.row(frame_.length));
  if (frame_.can_abort)
    summary.aborts = {
        {aborted_ ? 1.0 : 0.0, aborted_ ? seconds(*aborted_ - start_of_run) : no_value}};
  if (course_) {
    course_->close();
    auto [parts, edges] = course_->tables();
    summary.part_courses = std::move(parts);
    summary.edge_courses = std::move(edges);
    summary.dominoes = dominoes(frame_, *course_);
    for (const auto radius : blast_radii(frame_, timeline_.buckets(), goodput()))
      summary.blast_radii.push_back({radius});
    summary.distributions = distributions();
  }
  return summary;
}

/// Of a summary that has its measures.
void Collector::add_hypothesis(RunSummary& summary) const {
  const auto measure_of = [](const Probe& probe) { return find_measure(probe.measure).value(); };
  auto [probes, faults] = check_hypothesis(
      frame_,
      [&](const Probe& probe, const Window& window) {
        const auto values =
            probe.request_class ? slice(classes_[*probe.request_class], window) : slice(window);
        return values[measure_of(probe)];
      },
      [&](const Probe& probe) {
        const auto row = probe.request_class ? frame_.slice_of_class(*probe.request_class) : 0;
        return summary.measures[row][measure_of(probe)];
      });
  summary.probes = std::move(probes);
  summary.hypothesis_faults = std::move(faults);
}

Tally Collector::sum(const Tallies& tallies, Range pieces) {
  Tally total;
  for (auto i = pieces.first; i < pieces.last; ++i) total.merge(tallies[i]);
  return total;
}

AttemptTally Collector::sum(Range pieces, std::size_t operation) const {
  AttemptTally total;
  for (auto i = pieces.first; i < pieces.last; ++i) {
    const auto& piece = attempts_[i * operations() + operation];
    total.started += piece.started;
    total.first += piece.first;
    total.ended_usable += piece.ended_usable;
  }
  return total;
}

double Collector::amplification(Range pieces) const {
  double greatest = no_value;
  for (std::size_t operation = 0; operation < operations(); ++operation) {
    const auto total = sum(pieces, operation);
    greatest = std::fmax(
        greatest, ratio(static_cast<double>(total.started), static_cast<double>(total.first)));
  }
  return greatest;
}

std::vector<double> Collector::slice(const Window& window) const {
  const auto pieces = timeline_.pieces_of(window.from, window.to);
  return values_of({length_of(window), sum(tallies_, pieces), amplification(pieces), &frame_});
}

/// Only what belongs to requests has a class.
std::vector<double> Collector::slice(const Tallies& of_class, const Window& window) const {
  const auto pieces = timeline_.pieces_of(window.from, window.to);
  return values_of({length_of(window), sum(of_class, pieces), no_value, nullptr});
}

double Collector::length_of(const Window& window) const {
  return seconds(std::max(Duration{0}, std::min(window.to, frame_.length) - window.from));
}

/// Work for the run's requests is settled in the drain too, and so are their incidents.
std::vector<double> Collector::whole_run(const Recovery& recovery) const {
  const auto pieces = timeline_.pieces_of(frame_.warm, frame_.length);
  auto total = sum(tallies_, pieces);
  total.spent += tallies_[timeline_.drain()].spent;
  total.wasted += tallies_[timeline_.drain()].wasted;
  for (int i = 0; i < incidents; ++i)
    total.incidents[i] += tallies_[timeline_.drain()].incidents[i];
  auto values =
      values_of({seconds(frame_.length - frame_.warm), total, amplification(pieces), &frame_});
  values[measure_index("time_to_recover_s")] = recovery.longest_s;
  values[measure_index("collapsed")] = recovery.collapsed;
  values[measure_index("blast_radius")] = blast_radius(frame_, timeline_.buckets(), goodput());
  if (delivery_) delivery_->add_to(values);
  return values;
}

std::vector<std::vector<double>> Collector::distributions() const {
  const auto total = sum(tallies_, timeline_.pieces_of(frame_.warm, frame_.length));
  std::vector<std::vector<double>> rows;
  for (const auto* times : {&total.response, &total.consistency}) {
    auto& row = rows.emplace_back();
    times->for_each_cell([&](std::size_t cell, std::uint32_t count) {
      row.push_back(static_cast<double>(cell));
      row.push_back(count);
    });
  }
  return rows;
}

std::vector<std::vector<double>> Collector::series() const {
  const auto& buckets = timeline_.buckets();
  std::vector<std::vector<double>> columns(series_columns.size());
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const auto tally = sum(tallies_, timeline_.pieces_of_bucket(i));
    const auto row = series_row(buckets.from(i), buckets.to(i), tally);
    for (std::size_t column = 0; column < row.size(); ++column)
      columns[column].push_back(row[column]);
  }
  return columns;
}

/// By bucket, the share of arrivals answered and completed within the deadline; for recovery.
std::vector<double> Collector::healthy() const {
  std::vector<double> shares;
  for (std::size_t i = 0; i < timeline_.buckets().count(); ++i) {
    double asked = 0;
    double healthy = 0;
    const auto pieces = timeline_.pieces_of_bucket(i);
    for (auto piece = pieces.first; piece < pieces.last; ++piece) {
      asked += static_cast<double>(tallies_[piece].asked);
      healthy += static_cast<double>(tallies_[piece].healthy);
    }
    shares.push_back(ratio(healthy, asked));
  }
  return shares;
}

/// By operation, then by bucket, the usable ends of attempts per second; for the blast radius.
std::vector<std::vector<double>> Collector::goodput() const {
  const auto& buckets = timeline_.buckets();
  std::vector<std::vector<double>> rates(operations());
  for (std::size_t operation = 0; operation < operations(); ++operation)
    for (std::size_t i = 0; i < buckets.count(); ++i) {
      const auto ended = sum(timeline_.pieces_of_bucket(i), operation).ended_usable;
      rates[operation].push_back(static_cast<double>(ended) / buckets.width_s(i));
    }
  return rates;
}

}  // namespace faultline
