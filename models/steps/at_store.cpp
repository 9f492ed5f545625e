#include "models/steps/at_store.hpp"

namespace faultline {

std::vector<std::string> words(Copy) { return {"primary", "replica", "any"}; }

std::vector<std::string> words(Sharing) { return {"shared", "exclusive"}; }

void LockSettings::fields(Fields& f) {
  f("row", row, {.says = "locks the row of the query's key in this mode"});
  f("table", table, {.says = "or locks the whole table in this mode"});
  f("named", named, {.says = "locks the row with this name instead, the same for all requests"});
  if (!f.sound()) return;
  if (row.has_value() == table.has_value())
    f.problems().add(f.place(), "a lock needs either \"row\" or \"table\", not both");
  if (!named.empty() && !row)
    f.problems().add(f.place_of("named"), "\"named\" needs \"row\": it names the row to be locked");
}

AtStore::AtStore(Query query)
    : Step(Manner::asks), query_(std::move(query)), work_(query_.time, query_.work) {
  if (query_.lock && !query_.lock->named.empty())
    row_name_ = query_.store.row_named(query_.lock->named);
}

Task<Answer> AtStore::run(Visit& visit) {
  auto& store = query_.store;
  auto* session = visit.call.session;
  const auto failed = [&](Symptom symptom) {
    return Answer{visit.ends(Outcome::failed, symptom), {}};
  };
  if (session && session->over()) co_return failed(Symptom::deadlock);
  const bool at_primary = store.is_primary(visit.instance);
  if (!at_primary && (query_.write || query_.lock)) co_return failed(Symptom::down);
  if (session) session->ask();
  LockTable::Owner alone(store.locks(), visit.call.span, store.lock_wait());
  const auto mode = row_mode(session);
  if (at_primary && (mode || needs_table())) {
    auto& owner = session ? session->locks() : alone;
    const auto result = co_await lock(owner, visit, mode);
    if (session && result == LockResult::deadlock) session->fall_victim();
    if (result == LockResult::deadlock) co_return failed(Symptom::deadlock);
    if (result != LockResult::granted) co_return Answer{};
  }
  const auto about = row(visit);
  if (session && query_.write && !session->may_write(about)) {
    session->fall_victim();
    co_return failed(Symptom::deadlock);
  }
  if (session && !query_.write) session->read(about);
  co_await visit.instance.work(visit, time(visit));
  if (!query_.write) {
    store.read(visit.instance, key(visit));
  } else if (session) {
    session->wrote(about);
  } else {
    store.change(about);
    store.update(visit.call, key(visit), query_.lags);
  }
  co_return Answer{Outcome::succeeded, {}};
}

std::optional<LockMode> AtStore::row_mode(const Session* session) const {
  const auto said = query_.lock ? query_.lock->row : std::nullopt;
  if (said == Sharing::exclusive || (query_.write && query_.store.has_transactions()))
    return LockMode::exclusive;
  if (said || (session && session->locks_what_it_reads())) return LockMode::shared;
  return {};
}

LockMode AtStore::table_mode(std::optional<LockMode> row) const {
  const auto table = query_.lock ? query_.lock->table : std::nullopt;
  if (table) return *table == Sharing::shared ? LockMode::shared : LockMode::exclusive;
  return row == LockMode::exclusive || query_.write ? LockMode::intends_exclusive
                                                    : LockMode::intends_shared;
}

std::uint64_t AtStore::key(const Visit& visit) const {
  const auto& transaction = *visit.call.transaction;
  return query_.further == 0 ? transaction.key : query_.keys.of(transaction.id, query_.further);
}

Versions::Row AtStore::row(const Visit& visit) const {
  return {row_name_, row_name_ > 0 ? 0 : key(visit)};
}

Task<LockResult> AtStore::lock(LockTable::Owner& owner, Visit& visit,
                               std::optional<LockMode> row_mode) {
  auto& locks = query_.store.locks();
  auto result = LockResult::granted;
  if (needs_table()) {
    const Wait wait(visit.call.span, Activity::lock, &locks.table());
    result = co_await owner.claim(locks.table(), table_mode(row_mode));
    if (result == LockResult::waited_too_long)
      visit.ends(Outcome::failed, Symptom::locked, locks.table());
  }
  if (result != LockResult::granted || !row_mode) co_return result;
  auto& queue = locks.row(row(visit));
  const Wait wait(visit.call.span, Activity::lock, &queue);
  result = co_await owner.claim(queue, *row_mode);
  if (result == LockResult::waited_too_long) visit.ends(Outcome::failed, Symptom::locked);
  co_return result;
}

}  // namespace faultline
