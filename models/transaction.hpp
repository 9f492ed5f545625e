#pragma once

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "models/books.hpp"
#include "models/request_class.hpp"
#include "sim/link.hpp"

namespace faultline {

class Transactions;

/// One business transaction under way. It lives as long as anything refers to it: its client, an
/// attempt (zombies too), an event that is not yet processed.
struct Transaction : Link {
  std::uint64_t id = 0;
  std::uint64_t key = 0;     ///< what it is about: routes it to a shard, finds it in a cache
  std::uint64_t client = 0;  ///< who asks
  const RequestClass* request_class = nullptr;
  Time arrived{};
  Time answered = end_of_time;
  Time completed = end_of_time;
  Outcome outcome = Outcome::failed;
  std::uint32_t effects = 0;  ///< bit i: effect i has happened
  std::uint32_t duplicates = 0;
  std::uint32_t references = 0;
  Transactions* owner = nullptr;
};

/// All transactions of a run: hands them out, recycles them, and records each exactly once.
class Transactions {
 public:
  explicit Transactions(Books& books) : books_(books) {}

  /// Request `id` arrives; its class outlives the run.
  Transaction& begin(std::uint64_t id, const RequestClass& request_class);

  /// An effect happens: for the first time, or once more.
  void happen(Transaction& transaction, std::uint32_t effect);

  void answer(Transaction& transaction, Outcome outcome) {
    transaction.answered = books_.now();
    transaction.outcome = outcome;
  }

  /// Nothing refers to it any longer.
  void finish(Transaction& transaction);

  /// The run has ended: records what is still under way as pending, and checks that every
  /// transaction that began was recorded once.
  void close();

 private:
  void record(const Transaction& transaction, bool pending);

  Books& books_;
  std::uint64_t begun_ = 0;
  std::uint64_t recorded_ = 0;
  std::deque<Transaction> memory_;
  std::vector<Transaction*> free_;
  LinkedList<Transaction> live_;
};

/// Keeps a transaction alive.
class TransactionRef {
 public:
  TransactionRef() = default;
  explicit TransactionRef(Transaction& transaction) : transaction_(&transaction) {
    ++transaction.references;
  }
  TransactionRef(const TransactionRef& other) : transaction_(other.transaction_) {
    if (transaction_) ++transaction_->references;
  }
  TransactionRef(TransactionRef&& other) noexcept
      : transaction_(std::exchange(other.transaction_, nullptr)) {}
  TransactionRef& operator=(TransactionRef other) noexcept {
    std::swap(transaction_, other.transaction_);
    return *this;
  }
  ~TransactionRef() {
    if (transaction_ && --transaction_->references == 0) transaction_->owner->finish(*transaction_);
  }

  Transaction& operator*() const { return *transaction_; }
  Transaction* operator->() const { return transaction_; }

 private:
  Transaction* transaction_ = nullptr;
};

}  // namespace faultline
