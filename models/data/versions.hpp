#pragma once

#include <cstdint>
#include <deque>
#include <map>

#include "models/data/lock_table.hpp"

namespace faultline {

/// The latest changes of a store's rows, numbered in the order of their commits: a transaction that
/// has read a row before such a change and then writes it overwrites a change that it has not seen.
class Versions {
 public:
  using Row = LockTable::Row;

  /// The number of the next change.
  std::uint64_t next() const { return first_ + changes_.size(); }
  bool changed_since(const Row& row, std::uint64_t number) const;
  /// How many changes from this number on are lost when the row is overwritten, each only once.
  std::uint64_t overwrite(const Row& row, std::uint64_t since);
  void change(const Row& row);
  /// Nobody will ask for changes before this one.
  void forget_before(std::uint64_t number);

 private:
  struct Change {
    Row row;
    bool lost = false;
  };

  std::deque<Change> changes_;
  std::uint64_t first_ = 0;  ///< number of the first of them
  std::map<Row, std::deque<std::uint64_t>> rows_;
};

}  // namespace faultline
