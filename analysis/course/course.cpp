#include "analysis/course/course.hpp"

#include <algorithm>
#include <utility>

#include "analysis/estimates/dense_histogram.hpp"

namespace faultline {

std::vector<std::string> course_parts(const RunFrame& frame) {
  std::vector<std::string> names;
  for (std::size_t place = 1; place < frame.places.size(); ++place)
    names.push_back(frame.places[place]);
  for (const auto& group : frame.subscriptions) names.push_back("subscription " + group.name);
  return names;
}

std::string course_node(const RunFrame& frame, std::size_t node) {
  const auto places = frame.places.size();
  return node < places ? frame.places[node] : frame.operations[node - places];
}

PartsCourse::Part::Part(const Buckets& buckets)
    : samples(buckets),
      response_p50(buckets.count(), no_value),
      response_p99(buckets.count(), no_value) {}

PartsCourse::PartsCourse(const RunFrame& frame, Time struck)
    : frame_(frame),
      places_(frame.places.size()),
      struck_(struck),
      clock_(frame.length),
      next_(start_of_run),
      none_(nodes()),
      rows_(nodes()),
      edges_from_(nodes(), none_.data()),
      first_subscription_(frame.places.empty() ? 0 : frame.places.size() - 1) {
  const auto names = course_parts(frame);
  for (const auto& name : names) {
    auto& part = parts_.emplace_back(buckets());
    part.sampled_in_flight = !name.starts_with("topic ") && !name.starts_with("subscription ");
  }
  for (const auto& part : frame.parts)
    part_of_level_.push_back(
        static_cast<std::size_t>(std::ranges::find(names, part) - names.begin()));
}

/// The first one on its edge, or after something has changed.
void PartsCourse::unusual_passage(const PassageRecord& record) {
  if (record.ended >= next_) move_to(record.ended);
  const auto from = node(record.from, record.from_operation);
  const auto to = node(record.to, record.to_operation);
  auto* edge = edges_from_[from][to];
  if (!edge) edge = &add_edge(from, to, record);
  edge->add(record, clock_);
}

/// An edge is a part's where it leads to it: to a topic's broker and to the group that consumes
/// too.
EdgeTally& PartsCourse::add_edge(std::size_t from, std::size_t to, const PassageRecord& record) {
  auto& row = rows_[from];
  if (row.empty()) {
    row.resize(nodes());
    edges_from_[from] = row.data();
  }
  auto& edge = edges_.emplace_back(from, to, buckets());
  row[to] = &edge;
  if (noting_) edge.struck();
  if (record.to > 0) parts_[record.to - 1].edges.push_back(&edge);
  for (std::size_t topic = 0; topic < frame_.brokers.size(); ++topic)
    if (frame_.brokers[topic] > 0 && frame_.places[record.to] == "topic " + frame_.topics[topic])
      parts_[frame_.brokers[topic] - 1].edges.push_back(&edge);
  for (std::size_t i = 0; i < frame_.subscriptions.size(); ++i) {
    const auto& group = frame_.subscriptions[i];
    if (to == frame_.places.size() + group.operation &&
        course_node(frame_, from) == "topic " + frame_.topics[group.topic])
      parts_[first_subscription_ + i].edges.push_back(&edge);
  }
  return edge;
}

void PartsCourse::move_to(Time instant) {
  if (instant >= clock_.to()) {
    close_bucket();
    clock_.move_to(instant);
  }
  if (!warm_ && instant >= frame_.warm) {
    warm_ = true;
    for (auto& edge : edges_) edge.forget_slowest();
  }
  if (!noting_ && instant >= struck_) {
    noting_ = true;
    for (auto& edge : edges_) edge.struck();
  }
  next_ = clock_.to();
  if (!warm_) next_ = std::min(next_, frame_.warm);
  if (!noting_) next_ = std::min(next_, struck_);
}

void PartsCourse::close_bucket() {
  if (clock_.bucket() == buckets().count()) return;
  for (auto& edge : edges_) edge.close_bucket(clock_);
  for (auto& part : parts_) close_bucket(part);
  for (auto& edge : edges_) edge.clear_bucket();
}

/// The response times of all that leads to it, together.
void PartsCourse::close_bucket(Part& part) {
  const auto bucket = clock_.bucket();
  const auto set = [&](double p50_s, double p99_s) {
    part.response_p50[bucket] = p50_s;
    part.response_p99[bucket] = p99_s;
  };
  if (part.edges.size() == 1) {
    const auto& edge = *part.edges.front();
    return set(edge.value(EdgeColumn::response_p50, bucket),
               edge.value(EdgeColumn::response_p99, bucket));
  }
  DenseHistogram all;
  for (const auto* edge : part.edges) all.merge(edge->response());
  const auto shape = all.shape();
  set(shape.p50_s, shape.p99_s);
}

double PartsCourse::sum(const Part& part, EdgeColumn column, std::size_t bucket) const {
  double sum = 0;
  for (const auto* edge : part.edges) sum += edge->value(column, bucket);
  return sum;
}

double PartsCourse::value(std::size_t number, PartColumn column, std::size_t bucket) const {
  const auto& part = parts_[number];
  switch (column) {
    case PartColumn::in_flight:
      return part.sampled_in_flight ? part.samples.value(column, bucket)
                                    : sum(part, EdgeColumn::in_flight, bucket);
    case PartColumn::attempts:
      return sum(part, EdgeColumn::attempts, bucket);
    case PartColumn::degraded:
      return sum(part, EdgeColumn::degraded, bucket);
    case PartColumn::rejected:
      return sum(part, EdgeColumn::rejected, bucket);
    case PartColumn::timed_out:
      return sum(part, EdgeColumn::timed_out, bucket);
    case PartColumn::failed:
      return sum(part, EdgeColumn::failed, bucket);
    case PartColumn::overtaken:
      return sum(part, EdgeColumn::overtaken, bucket);
    case PartColumn::retries:
      return sum(part, EdgeColumn::retries, bucket);
    case PartColumn::response_p50:
      return part.response_p50[bucket];
    case PartColumn::response_p99:
      return part.response_p99[bucket];
    default:
      return part.samples.value(column, bucket);
  }
}

Note PartsCourse::first_failure(std::size_t part, std::size_t bucket) const {
  Note first;
  for (const auto* edge : parts_[part].edges) first = std::min(first, edge->first_failure(bucket));
  return first;
}

Note PartsCourse::first_slow(std::size_t part, std::size_t bucket) const {
  Note first;
  for (const auto* edge : parts_[part].edges) first = std::min(first, edge->first_slow(bucket));
  return first;
}

CourseTables PartsCourse::tables() const {
  CourseTables tables;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    auto& row = tables.parts.emplace_back();
    for (std::size_t column = 0; column < part_course_columns.size(); ++column)
      for (std::size_t bucket = 0; bucket < buckets().count(); ++bucket)
        row.push_back(value(part, static_cast<PartColumn>(column), bucket));
  }
  for (const auto& row : rows_)
    for (const auto* edge : row) {
      if (!edge) continue;
      auto& cells = tables.edges.emplace_back(
          std::vector<double>{static_cast<double>(edge->from()), static_cast<double>(edge->to())});
      cells.insert(cells.end(), edge->values().begin(), edge->values().end());
    }
  return tables;
}

/// The last bucket too; what is known only then is put in place.
void PartsCourse::close() {
  if (std::exchange(closed_, true)) return;
  close_bucket();
  for (auto& edge : edges_) edge.close();
}

}  // namespace faultline
