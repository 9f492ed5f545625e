#include "models/transaction.hpp"

#include <span>

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
  transaction.effects = transaction.told = transaction.duplicates = 0;
  return transaction;
}

void Transactions::happen(Transaction& transaction, std::uint32_t effect) {
  const auto bit = std::uint32_t{1} << effect;
  if (transaction.effects & bit) {
    transaction.duplicates += transaction.duplicates < UINT16_MAX;
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
  transaction.next_free = free_;
  free_ = &transaction;
}

void Transactions::close() {
  for (const auto& block : blocks_)
    for (const auto& transaction : std::span(block.get(), block_size))
      if (transaction.references > 0) record(transaction, true);
  check(recorded_ == begun_, "every transaction that began is recorded exactly once");
}

void Transactions::judge_telling(const Transaction& transaction) {
  const auto happened = transaction.effects & told_;
  const auto told = transaction.told & told_;
  if (happened & ~told) books_.incident(Incident::dual_write_lost, transaction.arrived);
  if (told & ~happened) books_.incident(Incident::phantom, transaction.arrived);
}

void Transactions::record(const Transaction& transaction, bool pending) {
  ++recorded_;
  if (told_ != 0 && !pending) judge_telling(transaction);
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
