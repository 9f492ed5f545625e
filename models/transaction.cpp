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
  transaction.effects = transaction.duplicates = 0;
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
}

void Transactions::finish(Transaction& transaction) {
  if (!books_.open()) return;
  record(transaction, false);
  transaction.unlink();
  free_.push_back(&transaction);
}

void Transactions::close() {
  while (!live_.empty()) {
    record(live_.front(), true);
    live_.front().unlink();
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
