#include "analysis/measures/summary.hpp"

#include <cstddef>

#include "sim/engine/check.hpp"

namespace faultline {

namespace {

using Table = std::vector<std::vector<double>>;

void append(std::vector<double>& packed, const Table& table) {
  packed.push_back(static_cast<double>(table.size()));
  for (const auto& row : table) {
    packed.push_back(static_cast<double>(row.size()));
    packed.insert(packed.end(), row.begin(), row.end());
  }
}

/// Takes numbers off the front of what is packed.
class Unpacking {
 public:
  explicit Unpacking(std::span<const double> left) : left_(left) {}

  bool done() const { return left_.empty(); }

  Table table() {
    const auto rows = size();
    Table table;
    for (std::size_t i = 0; i < rows; ++i) table.push_back(row());
    return table;
  }

 private:
  std::vector<double> row() {
    const auto taken = take(size());
    return {taken.begin(), taken.end()};
  }

  std::size_t size() { return static_cast<std::size_t>(take(1).front()); }

  std::span<const double> take(std::size_t count) {
    check(count <= left_.size(), "a packed summary is whole");
    const auto taken = left_.first(count);
    left_ = left_.subspan(count);
    return taken;
  }

  std::span<const double> left_;
};

}  // namespace

std::vector<double> pack(const RunSummary& summary) {
  std::vector<double> packed;
  append(packed, summary.measures);
  append(packed, summary.series);
  append(packed, summary.topics);
  append(packed, summary.subscriptions);
  append(packed, summary.parts);
  append(packed, summary.recoveries);
  append(packed, summary.times);
  append(packed, summary.slowest_times);
  append(packed, summary.causes);
  append(packed, summary.incomplete_causes);
  append(packed, summary.part_courses);
  append(packed, summary.edge_courses);
  append(packed, summary.dominoes);
  append(packed, summary.blast_radii);
  append(packed, summary.distributions);
  append(packed, summary.probes);
  append(packed, summary.hypothesis_faults);
  append(packed, summary.aborts);
  append(packed, summary.strikes);
  return packed;
}

RunSummary unpack(std::span<const double> packed) {
  Unpacking unpacking(packed);
  RunSummary summary;
  summary.measures = unpacking.table();
  summary.series = unpacking.table();
  summary.topics = unpacking.table();
  summary.subscriptions = unpacking.table();
  summary.parts = unpacking.table();
  summary.recoveries = unpacking.table();
  summary.times = unpacking.table();
  summary.slowest_times = unpacking.table();
  summary.causes = unpacking.table();
  summary.incomplete_causes = unpacking.table();
  summary.part_courses = unpacking.table();
  summary.edge_courses = unpacking.table();
  summary.dominoes = unpacking.table();
  summary.blast_radii = unpacking.table();
  summary.distributions = unpacking.table();
  summary.probes = unpacking.table();
  summary.hypothesis_faults = unpacking.table();
  summary.aborts = unpacking.table();
  summary.strikes = unpacking.table();
  check(unpacking.done(), "a packed summary ends with its strikes");
  return summary;
}

}  // namespace faultline
