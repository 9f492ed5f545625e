#include "analysis/measures/tally.hpp"

namespace faultline {

void Tally::level(const LevelRecord& record) {
  if (sampled != record.sampled) {
    waiting = 0;
    ++samples;
  }
  running += record.running;
  consumers += record.consumers;
  sampled = record.sampled;
  waiting += record.waiting;
  most_waiting = std::max(most_waiting, record.most_waiting);
  most_behind = std::max(most_behind, record.most_behind);
}

void Tally::merge(const Tally& later) {
  asked += later.asked;
  good += later.good;
  healthy += later.healthy;
  completed += later.completed;
  lost += later.lost;
  duplicates += later.duplicates;
  for (int i = 0; i < outcomes; ++i) ended[i] += later.ended[i];
  samples += later.samples;
  running += later.running;
  consumers += later.consumers;
  looked_up += later.looked_up;
  hits += later.hits;
  for (int i = 0; i < faultline::incidents; ++i) incidents[i] += later.incidents[i];
  staleness.merge(later.staleness);
  reads += later.reads;
  stale += later.stale;
  missing += later.missing;
  lag.merge(later.lag);
  held_up.merge(later.held_up);
  delayed += later.delayed;
  known.merge(later.known);
  unknown += later.unknown;
  longest_rebuild = std::max(longest_rebuild, later.longest_rebuild);
  most_behind = std::max(most_behind, later.most_behind);
  response.merge(later.response);
  consistency.merge(later.consistency);
  answers += later.answers;
  completions += later.completions;
  spent += later.spent;
  wasted += later.wasted;
  most_waiting = std::max(most_waiting, later.most_waiting);
  if (later.most_waiting == not_sampled) return;
  sampled = later.sampled;
  waiting = later.waiting;
}

}  // namespace faultline
