#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// One part at the end of a simulated second.
struct PartSnapshot {
  std::int64_t waiting = 0;    ///< in its queue, or events before a group
  std::int64_t in_flight = 0;  ///< attempts under way
  std::int64_t up = -1;        ///< instances that run; -1: it has none
  double utilisation = -1;     ///< of its workers, connections or consumers, 0 to 1; -1: unknown
  double lag_s = 0;            ///< of a group of consumers
};

/// One design at the end of a simulated second, and what its clients saw in it.
struct Snapshot {
  Time now{};
  std::int64_t usable = 0;  ///< answers
  std::int64_t unusable = 0;
  double response_s = 0;            ///< mean of the usable answers
  std::vector<PartSnapshot> parts;  ///< in the order of course_parts
};

std::vector<std::byte> to_bytes(const Snapshot& snapshot);
Snapshot snapshot_from(std::span<const std::byte> bytes);

/// Keeps what happened in the last second.
class SnapshotRecorder final : public Recorder {
 public:
  explicit SnapshotRecorder(const RunFrame& frame);

  void level(const LevelRecord& record) override;
  void lag(const LagRecord& record) override;
  void part(const PartRecord& record) override;
  void answer(const AnswerRecord& record) override;
  void failure(const FailureRecord& record) override;

  /// Since it was taken last.
  Snapshot take();

 private:
  Snapshot current_;
  Duration answered_in_{};
  std::vector<std::size_t> part_of_level_;  ///< by index in RunFrame::parts
  std::size_t first_group_ = 0;
};

}  // namespace faultline
