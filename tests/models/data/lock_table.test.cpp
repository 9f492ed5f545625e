#include "models/data/lock_table.hpp"

#include <catch2/catch.hpp>
#include <deque>

#include "tests/sim/coroutines.hpp"

namespace faultline {

namespace {

/// Owners of locks, each with a row that it has for itself at first.
class Owners {
 public:
  explicit Owners(int number) {
    for (int i = 0; i < number; ++i) {
      owners_.emplace_back(table_);
      claims(i, i);
    }
  }

  void claims(int owner, int row, LockMode mode = LockMode::exclusive) {
    start(claim(owner, row, mode), tasks_);
    calendar_.run_until(calendar_.now());
  }
  void releases(int owner) {
    owners_[static_cast<std::size_t>(owner)].release();
    calendar_.run_until(calendar_.now());
  }
  /// "0 has 0, 1 has 1, ..." since the last call.
  Diary told() { return std::exchange(diary_, {}); }

 private:
  Task<void> claim(int owner, int row, LockMode mode) {
    auto& one = owners_[static_cast<std::size_t>(owner)];
    const auto result = co_await one.claim(table_.row({0, static_cast<std::uint64_t>(row)}), mode);
    diary_.push_back(std::to_string(owner) +
                     (result == LockResult::deadlock ? " is the victim" : " has ") +
                     (result == LockResult::deadlock ? "" : std::to_string(row)));
  }

  Calendar calendar_;
  LockTable table_{calendar_};
  std::deque<LockTable::Owner> owners_;
  Diary diary_;
  TaskGroup tasks_;
};

}  // namespace

TEST_CASE("Who closes a circle of waiting owners is the victim, however many wait beside it") {
  for (const int before : {0, 1, 20})
    for (const int behind : {0, 1, 20}) {
      INFO(before << " before, " << behind << " behind");
      Owners owners(3 + before + behind);
      owners.claims(0, 1);
      for (int i = 0; i < before; ++i) owners.claims(3 + i, 0);
      owners.claims(1, 2);
      for (int i = 0; i < behind; ++i) owners.claims(3 + before + i, 2);
      owners.told();
      owners.claims(2, 0);
      CHECK(owners.told() == Diary{"2 is the victim"});
      owners.releases(2);
      CHECK(owners.told() == Diary{"1 has 2"});
    }
}

TEST_CASE("An owner that waits in one queue more closes no circle with itself") {
  Owners owners(3);
  owners.told();
  owners.claims(0, 1);
  owners.claims(0, 2);
  CHECK(owners.told().empty());
  owners.releases(2);
  owners.releases(1);
  CHECK(owners.told() == Diary{"0 has 2", "0 has 1"});
}

TEST_CASE("A shared lock is free for an exclusive owner when all who share it are gone") {
  Owners owners(5);
  for (const int owner : {0, 1, 2, 3}) owners.claims(owner, 9, LockMode::shared);
  owners.claims(4, 9);
  owners.told();
  for (const int owner : {1, 3, 0}) owners.releases(owner);
  CHECK(owners.told().empty());
  owners.releases(2);
  CHECK(owners.told() == Diary{"4 has 9"});
}

}  // namespace faultline
