#pragma once

#include <deque>
#include <string>
#include <vector>

#include "analysis/course/course_clock.hpp"
#include "analysis/course/edge_tally.hpp"
#include "analysis/course/part_samples.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// The parts of a design whose course is kept: its places without the client, then its
/// subscriptions.
std::vector<std::string> course_parts(const RunFrame& frame);

/// Where an edge begins or ends, by number: "client", "order.checkout", "store orders".
std::string course_node(const RunFrame& frame, std::size_t node);

/// The numbers of a run's course, as they are sent between processes.
struct CourseTables {
  /// By part, in the order of `course_parts`: by column, then by bucket.
  std::vector<std::vector<double>> parts;
  /// The edges that were used, in the order of their nodes: from, to, then by column and bucket.
  std::vector<std::vector<double>> edges;
};

/// What happens at each part and on each edge over time. Memory depends on the number of parts,
/// edges and buckets, never on that of requests: the histograms are those of one bucket.
class PartsCourse {
 public:
  /// `struck`: when the first fault disturbs the run.
  PartsCourse(const RunFrame& frame, Time struck);
  PartsCourse(const PartsCourse&) = delete;
  PartsCourse& operator=(const PartsCourse&) = delete;

  /// They come in the order of their ends.
  void passage(const PassageRecord& record) {
    const auto from = node(record.from, record.from_operation);
    const auto to = node(record.to, record.to_operation);
    auto* edge = edges_from_[from][to];
    if (record.ended >= next_ || !edge) [[unlikely]]
      return unusual_passage(record);
    edge->add(record, clock_);
  }
  void level(const LevelRecord& record) {
    if (const auto part = part_of_level_[record.part]; part < parts_.size())
      parts_[part].samples.level(record);
  }
  void part(const PartRecord& record) {
    if (record.place > 0) parts_[record.place - 1].samples.part(record);
  }
  void lag(const LagRecord& record) {
    parts_[first_subscription_ + record.subscription].samples.lag(record);
  }

  /// The run is over: afterwards there are values, and no more records.
  void close();
  CourseTables tables() const;

  const Buckets& buckets() const { return clock_.buckets(); }
  std::size_t parts() const { return parts_.size(); }
  /// Of the part with this number in one bucket.
  double value(std::size_t number, PartColumn column, std::size_t bucket) const;
  /// The first instants in this bucket at which an attempt at the part failed, or took longer than
  /// any before the first fault; an empty note: none did, or it was before that fault.
  Note first_failure(std::size_t part, std::size_t bucket) const;
  Note first_slow(std::size_t part, std::size_t bucket) const;

 private:
  struct Part {
    Part(const Buckets& buckets);
    std::vector<EdgeTally*> edges;  ///< that lead to it
    PartSamples samples;
    std::vector<double> response_p50;
    std::vector<double> response_p99;
    bool sampled_in_flight = true;
  };

  std::size_t node(std::uint16_t place, std::uint32_t operation) const {
    return operation == SpanRecord::no_operation ? place : places_ + operation;
  }
  std::size_t nodes() const { return frame_.places.size() + frame_.operations.size(); }
  void unusual_passage(const PassageRecord& record);
  EdgeTally& add_edge(std::size_t from, std::size_t to, const PassageRecord& record);
  void move_to(Time instant);
  void close_bucket();
  void close_bucket(Part& part);
  double sum(const Part& part, EdgeColumn column, std::size_t bucket) const;

  const RunFrame& frame_;
  std::size_t places_;
  Time struck_;
  CourseClock clock_;
  Time next_;  ///< when something changes: a bucket, the end of the warm-up, the first fault
  using Row = std::vector<EdgeTally*>;
  Row none_;                             ///< of a node from which nothing has come
  std::vector<Row> rows_;                ///< by node
  std::vector<EdgeTally**> edges_from_;  ///< by node: its row, or `none_`
  std::deque<EdgeTally> edges_;
  std::vector<Part> parts_;
  std::size_t first_subscription_;
  std::vector<std::size_t> part_of_level_;  ///< by index in RunFrame::parts
  bool warm_ = false;
  bool noting_ = false;
  bool closed_ = false;
};

}  // namespace faultline
