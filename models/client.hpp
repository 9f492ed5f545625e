#pragma once

#include "models/policy.hpp"

namespace faultline {

/// Where requests come from: asks for the transaction's entry operation, through the client's own
/// policies, and takes the answer.
class Client {
 public:
  Client(Network& network, Books& books, Transactions& transactions, TaskGroup& requests)
      : network_(network), books_(books), transactions_(transactions), requests_(requests) {}

  void stand_on(HostId host) { host_ = host; }
  void ask_for(const Target& target, const Policies& policies) {
    target_ = target;
    policies_ = &policies;
  }

  Calendar& calendar() { return network_.calendar; }

  /// Request number `id` arrives now and goes its own way.
  void arrive(std::uint64_t id) { start(request(id), requests_); }

 private:
  Task<void> request(std::uint64_t id) {
    const TransactionRef transaction(transactions_.begin(id));
    const Call call{.transaction = &*transaction, .from = host_};
    const auto answer = co_await Next(*policies_, target_)(call);
    transactions_.answer(*transaction, answer.outcome);
    books_.work(answer.spent, true);
  }

  Network& network_;
  Books& books_;
  Transactions& transactions_;
  TaskGroup& requests_;
  HostId host_{};
  Target target_;
  const Policies* policies_ = nullptr;
};

}  // namespace faultline
