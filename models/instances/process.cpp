#include "models/instances/instance.hpp"

/// The process of an instance: it crashes, stops for a release, starts again, loses its memory.
namespace faultline {

void Instance::abort_visits(Symptom symptom) {
  for (auto* visits : {&visits_, &queue_})
    while (!visits->empty()) visits->front().abort(symptom);
}

void Instance::crash(Symptom what_it_has) {
  if (++condition_.crashes > 1) return;
  ++condition_.wipes;
  gate_.close();
  abort_visits(what_it_has);
  end_process();
  if (observer_) observer_->condition_changed(*this);
  tell_listeners();
}

void Instance::drain() {
  ++released_;
  if (++condition_.crashes > 1) return;
  gate_.close();
  if (observer_) observer_->condition_changed(*this);
  tell_listeners();
}

void Instance::stop() {
  ++condition_.wipes;
  abort_visits(Symptom::crashed);
  end_process();
}

void Instance::replace(std::uint16_t build) {
  build_ = build;
  started_ = network_.calendar.now();
  end_process();
}

void Instance::end_process() {
  ++process_;
  for (auto* memory : memories_) memory->process_gone(number_);
}

void Instance::deploy() {
  started_ = network_.calendar.now();
  end_process();
  deployed_.open();
  tell_listeners();
}

void Instance::retire() {
  deployed_.close();
  tell_listeners();
}

void Instance::lose_memory() {
  ++condition_.wipes;
  tell_listeners();
}

void Instance::come_back() {
  --released_;
  restart();
}

void Instance::restart() {
  if (--condition_.crashes > 0) return;
  started_ = network_.calendar.now();
  gate_.open();
  if (observer_) observer_->condition_changed(*this);
  tell_listeners();
}

}  // namespace faultline
