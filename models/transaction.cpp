#include "models/transaction.hpp"

namespace faultline {

Transaction& Transactions::begin(std::uint64_t id, const RequestClass& request_class) {
  ++begun_;
  if (free_.empty()) free_.push_back(&memory_.emplace_back());
  auto& transaction = *free_.back();
  free_.pop_back();
  transaction.id = id;
  transaction.request_class = &request_class;
  transaction.arrived = books_.now();
  transaction.answered = transaction.completed = end_of_time;
  transaction.effects = transaction.duplicates = transaction.taken_back = 0;
  transaction.stuck = false;
  transaction.owner = this;
  live_.push_back(transaction);
  return transaction;
}

void Transactions::happen(Transaction& transaction, std::uint32_t effect) {
  const auto bit = std::uint32_t{1} << effect;
  if (transaction.effects & bit) {
    ++transaction.duplicates;
    return;
  }
  transaction.effects |= bit;
  const auto required = transaction.request_class->effects;
  if ((required & bit) && (required & ~transaction.effects) == 0)
    transaction.completed = books_.now();
  if (!waiters_.empty()) waiters_.wake({transaction.id, effect});
}

void Transactions::take_back(Transaction& transaction, std::uint32_t effect) {
  if (!happened(transaction, effect)) return;
  const auto bit = std::uint32_t{1} << effect;
  transaction.effects &= ~bit;
  ++transaction.taken_back;
  if (transaction.request_class->effects & bit) transaction.completed = end_of_time;
  books_.incident(Incident::compensated);
}

void Transactions::stand_still(Transaction& transaction) {
  if (!std::exchange(transaction.stuck, true))
    books_.incident(Incident::stuck, transaction.arrived);
}

void Transactions::judge(Transaction& transaction) {
  const auto required = transaction.request_class->effects;
  const auto there = required & transaction.effects;
  if (there != 0 && there != required) stand_still(transaction);
}

Task<void> Transactions::watch_sagas(Calendar& calendar, Duration within) {
  sagas_ = true;
  for (;;) {
    auto due = calendar.now() + within;
    if (!live_.empty()) due = live_.front().arrived + within;
    co_await calendar.delay(due - calendar.now());
    while (!live_.empty() && live_.front().arrived + within <= calendar.now()) {
      auto& transaction = live_.front();
      judge(transaction);
      transaction.unlink();
      overdue_.push_back(transaction);
    }
  }
}

void Transactions::finish(Transaction& transaction) {
  if (!books_.open()) return;
  if (sagas_) judge(transaction);
  record(transaction, false);
  transaction.unlink();
  free_.push_back(&transaction);
}

void Transactions::close() {
  for (auto* left : {&overdue_, &live_})
    while (!left->empty()) {
      record(left->front(), true);
      left->front().unlink();
    }
  check(recorded_ == begun_, "every transaction that began is recorded exactly once");
}

void Transactions::record(const Transaction& transaction, bool pending) {
  ++recorded_;
  books_.transaction({.id = transaction.id,
                      .arrived = transaction.arrived,
                      .answered = transaction.answered,
                      .completed = transaction.completed,
                      .outcome = transaction.outcome,
                      .pending = pending,
                      .duplicates = transaction.duplicates,
                      .request_class = transaction.request_class->number});
}

}  // namespace faultline
