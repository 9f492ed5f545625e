#include "models/steps/at_store.hpp"

namespace faultline {

std::vector<std::string> words(Copy) { return {"primary", "replica", "any"}; }

std::vector<std::string> words(Sharing) { return {"shared", "exclusive"}; }

void LockSettings::fields(Fields& f) {
  f("row", row, {.says = "locks the row of the request's key, so"});
  f("table", table, {.says = "or the table as a whole, so"});
  f("named", named, {.says = "the row of this name instead, the same for all requests"});
  if (!f.sound()) return;
  if (row.has_value() == table.has_value())
    f.problems().add(f.place(), "a lock is of a \"row\" or of the \"table\", and not of both");
  if (!named.empty() && !row)
    f.problems().add(f.place_of("named"), "\"named\" is of a row, and no \"row\" is locked");
}

AtStore::AtStore(Query query)
    : Step(Manner::asks), query_(std::move(query)), work_(query_.time, query_.work) {
  if (query_.lock && !query_.lock->named.empty())
    row_name_ = query_.store.row_named(query_.lock->named);
}

Task<Answer> AtStore::run(Visit& visit) {
  auto& store = query_.store;
  auto* session = visit.call.session;
  const Answer failed{Outcome::failed, {}};
  if (session && session->over()) co_return failed;
  const bool at_primary = store.is_primary(visit.instance);
  if (!at_primary && (query_.write || query_.lock)) co_return failed;
  LockTable::Owner alone(store.locks(), store.lock_wait());
  if (at_primary && (query_.lock || needs_table())) {
    auto& owner = session ? session->locks() : alone;
    const auto result = co_await lock(owner, visit);
    if (session && result == LockResult::deadlock) session->fall_victim();
    if (result != LockResult::granted) co_return failed;
  }
  co_await visit.instance.work(visit, time(visit));
  if (!query_.write)
    store.read(visit.instance, visit.call);
  else if (session)
    session->wrote();
  else
    store.update(visit.call, query_.lags);
  co_return Answer{Outcome::succeeded, {}};
}

LockMode AtStore::table_mode() const {
  const auto table = query_.lock ? query_.lock->table : std::nullopt;
  if (table) return *table == Sharing::shared ? LockMode::shared : LockMode::exclusive;
  const bool row = query_.lock && query_.lock->row == Sharing::exclusive;
  return row || query_.write ? LockMode::intends_exclusive : LockMode::intends_shared;
}

LockTable::Queue& AtStore::row(const Visit& visit) {
  return query_.store.locks().row({row_name_, row_name_ > 0 ? 0 : visit.call.transaction->key});
}

Task<LockResult> AtStore::lock(LockTable::Owner& owner, const Visit& visit) {
  auto result = LockResult::granted;
  if (needs_table()) result = co_await owner.claim(query_.store.locks().table(), table_mode());
  if (result != LockResult::granted || !query_.lock || !query_.lock->row) co_return result;
  const auto shared = query_.lock->row == Sharing::shared;
  const auto mode = shared ? LockMode::shared : LockMode::exclusive;
  result = co_await owner.claim(row(visit), mode);
  co_return result;
}

}  // namespace faultline
