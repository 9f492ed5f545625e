#include "models/requests/transaction.hpp"

#include <span>

#include "models/spans/spans.hpp"

namespace faultline {

namespace {
constexpr std::size_t block_size = 4096;
}

void Transactions::grow() {
  auto& block = blocks_.emplace_back(std::make_unique<Transaction[]>(block_size));
  for (auto i = block_size; i > 0; --i) {
    block[i - 1].next_free = free_;
    free_ = &block[i - 1];
  }
}

Transaction& Transactions::begin(std::uint64_t id, const RequestClass& request_class) {
  ++begun_;
  if (!free_) grow();
  auto& transaction = *free_;
  free_ = transaction.next_free;
  transaction.id = id;
  transaction.request_class = &request_class;
  transaction.arrived = books_.now();
  transaction.answered = transaction.completed = end_of_time;
  transaction.effects = transaction.told = 0;
  transaction.duplicates = transaction.taken_back = transaction.events = 0;
  transaction.saga = SagaState::under_way;
  if (sagas_) arrived_.push_back({&transaction, id, transaction.arrived});
  return transaction;
}

Effects Transactions::happen(Transaction& transaction, std::uint32_t effect) {
  const auto bit = std::uint32_t{1} << effect;
  if (transaction.effects & bit) {
    transaction.duplicates += transaction.duplicates < UINT16_MAX;
    return {.repeated = true};
  }
  transaction.effects |= bit;
  const auto required = transaction.request_class->effects;
  if ((required & bit) && (required & ~transaction.effects) == 0)
    transaction.completed = books_.now();
  if (!waiters_.empty()) waiters_.wake({transaction.id, effect});
  return {.fresh = true};
}

void Transactions::take_back(Transaction& transaction, std::uint32_t effect) {
  if (!happened(transaction, effect)) return;
  const auto bit = std::uint32_t{1} << effect;
  transaction.effects &= ~bit;
  if (transaction.request_class->effects & bit) transaction.completed = end_of_time;
  if (!waiters_.empty()) waiters_.wake({transaction.id, effect});
  take_back(transaction);
}

void Transactions::take_back(Transaction& transaction) {
  transaction.taken_back += transaction.taken_back < UINT16_MAX;
  books_.incident(Incident::compensated);
}

void Transactions::judge(Transaction& transaction) {
  const auto required = transaction.request_class->effects;
  const auto there = required & transaction.effects;
  const bool complete = required != 0 && there == required;
  const bool half_done = sagas_ && there != 0;
  if (complete || !(half_done || transaction.saga == SagaState::stands_still)) return;
  if (std::exchange(transaction.saga, SagaState::stuck) != SagaState::stuck)
    books_.incident(Incident::stuck, transaction.arrived);
}

Task<void> Transactions::watch_sagas(Calendar& calendar, Duration within) {
  sagas_ = true;
  for (;;) {
    const auto due = (arrived_.empty() ? calendar.now() : arrived_.front().at) + within;
    co_await calendar.delay(due - calendar.now());
    for (; !arrived_.empty() && arrived_.front().at + within <= calendar.now();
         arrived_.pop_front()) {
      const auto& [transaction, id, at] = arrived_.front();
      if (transaction->references > 0 && transaction->id == id) judge(*transaction);
    }
  }
}

void Transactions::finish(Transaction& transaction) {
  if (!books_.open()) return;
  close(transaction, false);
  transaction.next_free = free_;
  free_ = &transaction;
}

void Transactions::close() {
  for (const auto& block : blocks_)
    for (auto& transaction : std::span(block.get(), block_size))
      if (transaction.references > 0) close(transaction, true);
  check(recorded_ == begun_, "every transaction that began is recorded exactly once");
}

void Transactions::judge_telling(const Transaction& transaction) {
  const auto happened = transaction.effects & told_;
  const auto told = transaction.told & told_;
  if (happened & ~told) books_.incident(Incident::dual_write_lost, transaction.arrived);
  if ((told & ~happened) && transaction.taken_back == 0)
    books_.incident(Incident::phantom, transaction.arrived);
}

void Transactions::close(Transaction& transaction, bool pending) {
  judge(transaction);
  record(transaction, pending);
}

void Transactions::record(const Transaction& transaction, bool pending) {
  ++recorded_;
  if (told_ != 0 && !pending) judge_telling(transaction);
  const auto required = transaction.request_class->effects;
  const auto left = transaction.effects & required;
  const bool taken_back = transaction.taken_back > 0 && left == 0;
  if (auto* spans = books_.spans()) {
    const bool accepted = transaction.answered != end_of_time && usable(transaction.outcome);
    if (left != required && accepted && !taken_back) books_.incomplete(transaction);
    if (!pending) spans->causes().forget(transaction.id);
  }
  books_.transaction({.id = transaction.id,
                      .arrived = transaction.arrived,
                      .answered = transaction.answered,
                      .completed = transaction.completed,
                      .outcome = transaction.outcome,
                      .pending = pending,
                      .duplicates = transaction.duplicates,
                      .request_class = transaction.request_class->number,
                      .taken_back = taken_back});
}

}  // namespace faultline
