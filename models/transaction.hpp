#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "models/books.hpp"
#include "models/request_class.hpp"
namespace faultline {

class Transactions;

/// One business transaction under way. It lives as long as anything refers to it: its client, an
/// attempt (zombies too), an event that is not yet processed.
///
/// Ten million of them may wait in a topic, hence the care for its size.
struct Transaction {
  std::uint64_t id = 0;
  std::uint64_t key = 0;  ///< what it is about: routes it to a shard, finds it in a cache
  union {
    const RequestClass* request_class = nullptr;
    Transaction* next_free;  ///< once it has ended
  };
  Time arrived{};
  Time answered = end_of_time;
  Time completed = end_of_time;
  std::uint32_t effects = 0;     ///< bit i: effect i has happened
  std::uint32_t told = 0;        ///< bit i: an event that tells of effect i was published
  std::uint32_t references = 0;  ///< 0: it has ended
  std::uint32_t client = 0;      ///< who asks
  std::uint16_t duplicates = 0;  ///< the greatest number that it can hold stands for all above
  Outcome outcome = Outcome::failed;
};
static_assert(sizeof(Transaction) <= 72);

/// All transactions of a run: hands them out, recycles them, and records each exactly once.
class Transactions {
 public:
  explicit Transactions(Books& books) : books_(books) {}

  /// Request `id` arrives; its class outlives the run.
  Transaction& begin(std::uint64_t id, const RequestClass& request_class);

  /// Effects of which an event has to tell: one that happens without, or one that does not though
  /// it was told of, is counted.
  void have_told(std::uint32_t effects) { told_ |= effects; }

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
  /// Makes room for more; of large blocks little is lost between them.
  void grow();
  void record(const Transaction& transaction, bool pending);
  void judge_telling(const Transaction& transaction);

  Books& books_;
  std::uint64_t begun_ = 0;
  std::uint64_t recorded_ = 0;
  std::vector<std::unique_ptr<Transaction[]>> blocks_;
  Transaction* free_ = nullptr;
  std::uint32_t told_ = 0;
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
    if (transaction_ && --transaction_->references == 0)
      transaction_->request_class->transactions->finish(*transaction_);
  }

  explicit operator bool() const { return transaction_ != nullptr; }
  Transaction& operator*() const { return *transaction_; }
  Transaction* operator->() const { return transaction_; }

 private:
  Transaction* transaction_ = nullptr;
};

}  // namespace faultline
