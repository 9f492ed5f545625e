#include "models/data/store.hpp"

namespace faultline {

namespace {

Replication::Rules rules_of(const StoreSettings& settings) {
  const auto& rate = settings.replica_rate;
  return {.lag = settings.replica_lag.get(),
          .each = rate ? from_seconds(1 / rate->per_second) : Duration::zero()};
}

bool away(const Instance& node) { return !node.up() || node.condition().isolated(); }

}  // namespace

Store::Store(Service& nodes, const StoreSettings& settings, const Streams& streams, const Use& use)
    : nodes_(nodes),
      settings_(settings),
      use_(use),
      choices_(streams.named(nodes.name() + "/nodes")),
      locks_(nodes.calendar()),
      replication_(nodes.calendar(), nodes.instances().size(), rules_of(settings)) {
  nodes_.balance({.stream = choices_});
  for (std::uint32_t i = 0; i < nodes_.instances().size(); ++i)
    nodes_.instances()[i]->join(*this, i, nodes_.place());
  for (const auto& node : nodes_.instances()) node->listen(*this);
}

std::uint64_t Store::row_named(const std::string& name) {
  return row_names_.try_emplace(name, row_names_.size() + 1).first->second;
}

void Store::read(Instance& node, std::uint64_t key) {
  if (is_primary(node)) return node.books().read_primary();
  const auto lack = replication_.lack(node.number(), key);
  node.books().read(lack.staleness, lack.missing);
}

void Store::change(const Versions::Row& row) {
  versions_.forget_before(sessions_.empty() ? versions_.next() : sessions_.front().began());
  if (!sessions_.empty()) versions_.change(row);
}

/// Whether a read may go to this node.
bool Store::serves(const Instance& node, const Target& target) const {
  if (away(node) || is_primary(node)) return !away(node) && target.copy == Copy::any;
  return !settings_.most_behind || replication_.behind(node.number()) <= *settings_.most_behind;
}

Instance& Store::choose(const Call& call, const Target& target) {
  if (target.copy == Copy::primary) return primary();
  std::vector<Instance*> choices;
  for (const auto& node : nodes_.instances())
    if (serves(*node, target)) choices.push_back(node.get());
  if (choices.empty() && settings_.most_behind) return primary();
  if (choices.empty())
    return target.copy == Copy::any || primary_ != 0 ? *nodes_.instances()[0]
                                                     : *nodes_.instances()[1];
  auto draw =
      choices_.draw(call.transaction->id, nested_attempt(call.attempt, target.occurrence << 32));
  return *choices[static_cast<std::size_t>(draw.uniform() * static_cast<double>(choices.size()))];
}

void Store::condition_changed(Instance& node) {
  nodes_.condition_changed(node);
  bool locked = false;
  for (const auto& any : nodes_.instances()) locked |= any->condition().table_locks > 0;
  keep_table_locked(locked);
}

void Store::changed(Instance& node) {
  const bool there = !away(node);
  replication_.set_up(node.number(), there);
  if (is_primary(node)) {
    if (!node.up() && !down_) roll_back_all();
    down_ = !node.up();
  }
  if (is_primary(node) && !there && !gone_)
    primary_gone();
  else if (is_primary(node) && there && gone_)
    primary_back();
  else if (overdue_ && there)
    take_over();
}

void Store::roll_back_all() {
  migrating_.clear();
  if (migration_) migration_->release();
  while (!sessions_.empty()) sessions_.front().roll_back();
}

void Store::primary_gone() {
  gone_ = true;
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
    if (!away(*node) && (!best || replication_.visible_at(node->number()) >
                                      replication_.visible_at(best->number())))
      best = node.get();
  overdue_ = !best;
  if (!best) return;
  if (primary().up()) {
    roll_back_all();
    primary().disconnect();
  }
  primary_ = best->number();
  gone_ = down_ = false;
  const auto lost = replication_.take_over(primary_);
  for (std::uint64_t i = 0; i < lost.updates; ++i) best->books().incident(Incident::update_lost);
  if (lost.updates == 0) return;
  for (auto* reader : log_readers_) reader->lost_since(lost.since);
}

void Store::keep_table_locked(bool locked) {
  if (locked == (migration_ != nullptr)) return;
  migrating_.clear();
  migration_ = locked ? std::make_unique<LockTable::Owner>(locks_) : nullptr;
  if (locked) start(lock_table(), migrating_);
}

Task<void> Store::lock_table() { co_await migration_->claim(locks_.table(), LockMode::exclusive); }

}  // namespace faultline
