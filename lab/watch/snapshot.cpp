#include "lab/watch/snapshot.hpp"

#include "analysis/course/course.hpp"
#include "lab/running/packing.hpp"
#include "sim/language/among.hpp"

namespace faultline {

std::vector<std::byte> to_bytes(const Snapshot& snapshot) {
  Packer packer;
  packer.put(snapshot.now);
  packer.put(snapshot.usable);
  packer.put(snapshot.unusable);
  packer.put(snapshot.response_s);
  packer.put(snapshot.parts);
  return std::move(packer).bytes();
}

Snapshot snapshot_from(std::span<const std::byte> bytes) {
  Unpacker unpacker(bytes);
  Snapshot snapshot;
  unpacker.take(snapshot.now);
  unpacker.take(snapshot.usable);
  unpacker.take(snapshot.unusable);
  unpacker.take(snapshot.response_s);
  unpacker.take(snapshot.parts);
  return snapshot;
}

SnapshotRecorder::SnapshotRecorder(const RunFrame& frame) {
  const auto names = course_parts(frame);
  current_.parts.resize(names.size());
  for (const auto& part : frame.parts) part_of_level_.push_back(index_among(names, part));
  first_group_ = names.size() - frame.subscriptions.size();
}

void SnapshotRecorder::level(const LevelRecord& record) {
  const auto number = part_of_level_[record.part];
  if (number >= current_.parts.size()) return;
  auto& part = current_.parts[number];
  part.waiting = record.waiting;
  part.utilisation =
      record.offered > Duration::zero() ? seconds(record.used) / seconds(record.offered) : -1;
  if (number >= first_group_) part.up = record.consumers;
}

void SnapshotRecorder::lag(const LagRecord& record) {
  current_.parts[first_group_ + record.subscription].lag_s = seconds(record.lag);
}

void SnapshotRecorder::part(const PartRecord& record) {
  if (record.place == 0) return;
  auto& part = current_.parts[record.place - 1U];
  part.in_flight = record.in_flight;
  part.up = record.up;
}

void SnapshotRecorder::answer(const AnswerRecord& record) {
  ++current_.usable;
  answered_in_ += record.answered - record.arrived;
}

void SnapshotRecorder::failure(const FailureRecord&) { ++current_.unusable; }

Snapshot SnapshotRecorder::take() {
  auto taken = current_;
  if (taken.usable > 0)
    taken.response_s = seconds(answered_in_) / static_cast<double>(taken.usable);
  current_.usable = 0;
  current_.unusable = 0;
  answered_in_ = {};
  return taken;
}

}  // namespace faultline
