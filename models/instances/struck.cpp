#include <algorithm>

#include "models/instances/instance.hpp"
#include "models/requests/over_link.hpp"

/// What faults change at an instance, each part of which is taken back by its fault.
namespace faultline {

void Instance::unsettle(const Fault& fault, Duration every) {
  condition_.unrest.add(fault, every);
  tell_listeners();
}

void Instance::settle(const Fault& fault) {
  condition_.unrest.remove(fault);
  tell_listeners();
}

void Instance::lose_leader(std::size_t partition) {
  condition_.lost_leaders.push_back(partition);
  tell_listeners();
}

void Instance::regain_leader(std::size_t partition) {
  auto& lost = condition_.lost_leaders;
  lost.erase(std::ranges::find(lost, partition));
  tell_listeners();
}

void Instance::tell_listeners() {
  for (auto* listener : listeners_) listener->changed(*this);
}

void Instance::lock_table() {
  if (++condition_.table_locks == 1 && observer_) observer_->condition_changed(*this);
}

void Instance::unlock_table() {
  if (--condition_.table_locks == 0 && observer_) observer_->condition_changed(*this);
}

void Instance::disconnect() {
  abort_visits(Symptom::crashed);
  ++process_;
}

void Instance::take_cores(const Fault& fault, double cores) {
  condition_.stolen_cores.add(fault, cores);
  if (shared_cpu_) shared_cpu_->take(fault, cores);
  set_cores();
}

void Instance::give_cores(const Fault& fault) {
  condition_.stolen_cores.remove(fault);
  if (shared_cpu_) shared_cpu_->give(fault);
  set_cores();
}

/// A hundredth of its cores stays in any case.
void Instance::set_cores() {
  if (!cpu_) return;
  double stolen = 0;
  condition_.stolen_cores.visit([&](const Fault&, double cores) { stolen += cores; });
  cpu_->leave(std::max(cpu_->cores() - stolen, 0.01 * cpu_->cores()));
}

void Instance::limit_workers(const Fault& fault, std::int64_t most) {
  condition_.most_workers.add(fault, most);
  set_workers();
}

void Instance::unlimit_workers(const Fault& fault) {
  condition_.most_workers.remove(fault);
  set_workers();
}

void Instance::cut_off(const Fault& fault, Cut cut) {
  cut.path.at = host_;
  condition_.cuts.add(fault, cut);
  ++network_.hindered;
  tell_listeners();
}

void Instance::reconnect(const Fault& fault) {
  condition_.cuts.remove(fault);
  --network_.hindered;
  tell_listeners();
  network_.healed.give();
}

/// The link of these messages; without any its own port.
const std::string& Instance::link_of(const OverLink* messages) const {
  return messages ? messages->link() : network_.platform.hosts()[static_cast<std::size_t>(host_)];
}

void Instance::narrow(const Fault& fault, double bytes_per_second, const OverLink* messages) {
  condition_.narrowed.add(fault, bytes_per_second);
  network_.narrowed.narrow(link_of(messages), fault, bytes_per_second);
}

void Instance::widen(const Fault& fault, const OverLink* messages) {
  condition_.narrowed.remove(fault);
  network_.narrowed.widen(link_of(messages), fault);
}

void Instance::trouble_calls(const Fault& fault, const CallTrouble& trouble) {
  condition_.call_trouble.add(fault, trouble);
  ++network_.hindered;
}

void Instance::end_trouble(const Fault& fault) {
  condition_.call_trouble.remove(fault);
  --network_.hindered;
}

void Instance::delay_calls(const Fault& fault, const ExtraLatency& latency) {
  condition_.calls_late.add(fault, latency);
  ++network_.hindered;
}

void Instance::end_delay(const Fault& fault) {
  condition_.calls_late.remove(fault);
  --network_.hindered;
}

}  // namespace faultline
