#pragma once

#include "models/data/store.hpp"
#include "models/instances/work.hpp"
#include "models/requests/keys.hpp"

namespace faultline {

std::vector<std::string> words(Copy);

enum class Sharing : std::uint8_t { shared, exclusive };
std::vector<std::string> words(Sharing);

/// What a query locks: a row, by the request's key or by a name, or the table as a whole.
struct LockSettings {
  static constexpr auto called = "lock";
  std::optional<Sharing> row;
  std::optional<Sharing> table;
  std::string named;
  void fields(Fields& f);
};

/// What a query does at a node of the store: waits for its lock, works, and writes or reads. The
/// locks are those of the transaction that it is a part of; alone it has them until its work is
/// done. Where there are transactions, who writes locks the row, whether it says so or not. Where
/// the table is locked as a whole by anybody, every query of the primary says what it intends, so
/// that it waits for that. A lock that is not granted fails it, and so does a write at a replica,
/// or of a row that its transaction may not write any more.
class AtStore final : public Step {
 public:
  /// All outlive it.
  struct Query {
    Store& store;
    const Distribution& time;
    std::optional<LockSettings> lock;
    bool write = false;
    Stream work;
    Stream lags;
    const Keys& keys;
    std::uint64_t further = 0;  ///< which of the request's keys it is about; 0: its own
  };

  explicit AtStore(Query query);

  Task<Answer> run(Visit& visit) override;
  Duration time(Visit& visit) override { return work_.time(visit); }

 private:
  bool needs_table() const { return query_.store.table_is_locked() || locks_table(); }
  bool locks_table() const { return query_.lock && query_.lock->table; }
  LockMode table_mode(std::optional<LockMode> row) const;
  std::optional<LockMode> row_mode(const Session* session) const;
  std::uint64_t key(const Visit& visit) const;
  Versions::Row row(const Visit& visit) const;
  Task<LockResult> lock(LockTable::Owner& owner, Visit& visit, std::optional<LockMode> row_mode);

  Query query_;
  WorkStep work_;
  std::uint64_t row_name_ = 0;
};

}  // namespace faultline
