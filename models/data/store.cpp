#include "models/data/store.hpp"

namespace faultline {

Store::Store(Service& nodes, const StoreSettings& settings, const Streams& streams, bool locked)
    : nodes_(nodes),
      settings_(settings),
      locked_(locked),
      choices_(streams.named(nodes.name() + "/nodes")),
      locks_(nodes.calendar()),
      replication_(nodes.calendar(), nodes.instances().size(), settings.replica_lag.get()) {
  nodes_.balance({.stream = choices_});
  nodes_.route_by(*this);
  for (std::uint32_t i = 0; i < nodes_.instances().size(); ++i)
    nodes_.instances()[i]->join(*this, i);
}

std::uint64_t Store::row_named(const std::string& name) {
  return row_names_.try_emplace(name, row_names_.size() + 1).first->second;
}

void Store::read(Instance& node, const Call& call) {
  if (is_primary(node)) return;
  const auto lack = replication_.lack(node.number(), call.transaction->key);
  node.books().read(lack.staleness, lack.missing);
}

Instance& Store::choose(const Call& call, const Target& target) {
  if (target.copy == Copy::primary) return primary();
  std::vector<Instance*> choices;
  for (const auto& node : nodes_.instances())
    if (node->up() && (target.copy == Copy::any || !is_primary(*node)))
      choices.push_back(node.get());
  if (choices.empty())
    return target.copy == Copy::any || primary_ != 0 ? *nodes_.instances()[0]
                                                     : *nodes_.instances()[1];
  auto draw =
      choices_.draw(call.transaction->id, nested_attempt(call.attempt, target.occurrence << 32));
  return *choices[static_cast<std::size_t>(draw.uniform() * static_cast<double>(choices.size()))];
}

void Store::condition_changed(Instance& node) {
  nodes_.condition_changed(node);
  if (is_primary(node) && !node.up() && !gone_)
    primary_gone();
  else if (is_primary(node) && node.up() && gone_)
    primary_back();
  else if (overdue_ && node.up())
    take_over();
  bool locked = false;
  for (const auto& any : nodes_.instances()) locked |= any->condition().table_locks > 0;
  keep_table_locked(locked);
}

void Store::primary_gone() {
  gone_ = true;
  migrating_.clear();
  if (migration_) migration_->release();
  while (!sessions_.empty()) sessions_.front().roll_back();
  replication_.stand_still();
  if (settings_.failover) start(fail_over(*settings_.failover), failing_over_);
}

void Store::primary_back() {
  gone_ = overdue_ = false;
  failing_over_.clear();
  replication_.go_on();
}

Task<void> Store::fail_over(Duration after) {
  co_await calendar().delay(after);
  take_over();
}

void Store::take_over() {
  Instance* best = nullptr;
  for (const auto& node : nodes_.instances())
    if (node->up() && (!best || replication_.visible_at(node->number()) >
                                    replication_.visible_at(best->number())))
      best = node.get();
  overdue_ = !best;
  if (!best) return;
  primary_ = best->number();
  gone_ = false;
  for (auto lost = replication_.take_over(primary_); lost > 0; --lost)
    best->books().incident(Incident::update_lost);
}

void Store::keep_table_locked(bool locked) {
  if (locked == (migration_ != nullptr)) return;
  migrating_.clear();
  migration_ = locked ? std::make_unique<LockTable::Owner>(locks_) : nullptr;
  if (locked) start(lock_table(), migrating_);
}

Task<void> Store::lock_table() { co_await migration_->claim(locks_.table(), LockMode::exclusive); }

}  // namespace faultline
