#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "models/requests/books.hpp"
#include "models/requests/effect_waiters.hpp"
#include "models/requests/request_class.hpp"
#include "sim/engine/task.hpp"

namespace faultline {

class Transactions;

/// The state of the saga of a transaction.
enum class SagaState : std::uint8_t {
  under_way,
  stands_still,  ///< it goes neither on nor back
  stuck,         ///< and was counted
};

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
  SagaState saga = SagaState::under_way;
  std::uint16_t taken_back = 0;  ///< effects, or steps that had none, so far; at the most as above
  std::uint16_t events = 0;      ///< that it has published; after 2^16 of them it starts anew
};
static_assert(sizeof(Transaction) <= 72);

/// All transactions of a run: hands them out, recycles them, and records each exactly once.
class Transactions {
 public:
  explicit Transactions(Books& books) : books_(books) {}

  /// Request `id` arrives; its class outlives the run.
  Transaction& begin(std::uint64_t id, const RequestClass& request_class);

  /// Effects that an event has to announce: an effect without its event, or an event without its
  /// effect, is counted.
  void have_told(std::uint32_t effects) { told_ |= effects; }

  /// An effect happens: for the first time, or once more.
  Effects happen(Transaction& transaction, std::uint32_t effect);

  static bool happened(const Transaction& transaction, std::uint32_t effect) {
    return transaction.effects & std::uint32_t{1} << effect;
  }
  /// co_await happening(...): goes on once an effect that has not happened does.
  EffectWaiters::Happening happening(const Transaction& transaction, std::uint32_t effect,
                                     Calendar& calendar) {
    return {waiters_, calendar, {transaction.id, effect}};
  }

  /// An effect that has happened is undone: a transaction that requires it is not complete.
  void take_back(Transaction& transaction, std::uint32_t effect);

  /// A step of its saga is undone that had no effect.
  void take_back(Transaction& transaction);

  /// Its saga has stopped. It is stuck unless the work in progress still produces all its effects.
  void stand_still(Transaction& transaction) {
    if (transaction.saga == SagaState::under_way) transaction.saga = SagaState::stands_still;
  }

  /// From now on all required effects or none: a transaction with only some of them is stuck when
  /// none of its work is left, when the run has ended, or when `within` has passed since it
  /// arrived.
  Task<void> watch_sagas(Calendar& calendar, Duration within);

  void answer(Transaction& transaction, Outcome outcome) {
    transaction.answered = books_.now();
    transaction.outcome = outcome;
  }

  /// Nothing refers to it any longer.
  void finish(Transaction& transaction);

  /// The run has ended: judges and records what is still under way as pending, and checks that
  /// every transaction that began was recorded once.
  void close();

 private:
  /// Makes room for more; of large blocks little is lost between them.
  void grow();
  void record(const Transaction& transaction, bool pending);
  void judge_telling(const Transaction& transaction);
  void judge(Transaction& transaction);
  void close(Transaction& transaction, bool pending);

  Books& books_;
  std::uint64_t begun_ = 0;
  std::uint64_t recorded_ = 0;
  struct Arrived {
    Transaction* transaction;
    std::uint64_t id;
    Time at;
  };

  std::vector<std::unique_ptr<Transaction[]>> blocks_;
  Transaction* free_ = nullptr;
  std::uint32_t told_ = 0;
  std::deque<Arrived> arrived_;  ///< whose saga is to be judged
  bool sagas_ = false;
  EffectWaiters waiters_;
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
    if (transaction_) let_go(*transaction_);
  }

  /// One who kept it alive does so no longer.
  static void let_go(Transaction& transaction) {
    if (--transaction.references == 0) transaction.request_class->transactions->finish(transaction);
  }

  explicit operator bool() const { return transaction_ != nullptr; }
  Transaction& operator*() const { return *transaction_; }
  Transaction* operator->() const { return transaction_; }

 private:
  Transaction* transaction_ = nullptr;
};

}  // namespace faultline
