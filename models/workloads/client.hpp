#pragma once

#include "models/policies/policy.hpp"
#include "models/spans/spans.hpp"
#include "models/workloads/follow_up.hpp"
#include "models/workloads/mix.hpp"

namespace faultline {

/// Where requests come from: asks for what the class of a request asks for, through the client's
/// own policies, and takes the answer.
class Client {
 public:
  Client(Network& network, Books& books, Transactions& transactions, TaskGroup& requests)
      : network_(network), books_(books), transactions_(transactions), requests_(requests) {}

  void stand_on(HostId host) { host_ = host; }
  void ask_for(Mix mix, const Policies& policies) {
    mix_.emplace(std::move(mix));
    policies_ = &policies;
  }
  /// What it does after a usable answer.
  void go_on_with(FollowUp& follow_up) { follow_up_ = &follow_up; }

  Calendar& calendar() { return network_.calendar; }

  /// Request number `id` arrives now, from any client, and goes its own way.
  void arrive(std::uint64_t id) { start(request(id, mix_->client_of(id)), requests_); }

  /// A request of one client, to be waited for.
  Task<void> request(std::uint64_t id, std::uint64_t client) {
    const auto& kind = mix_->class_of(id);
    const TransactionRef transaction(transactions_.begin(id, kind));
    transaction->key = mix_->key_of(id);
    transaction->client = static_cast<std::uint32_t>(client);
    Call call{.transaction = &*transaction, .from = host_};
    OwnSpan span;
    if (books_.spans()) {
      span.open_for_client(*books_.spans(), id);
      call.span = &span;
    }
    const auto answer = co_await Next(*policies_, kind.target)(call);
    transactions_.answer(*transaction, answer.outcome);
    if (call.span) books_.answered(*transaction, answer, *call.span);
    books_.work(answer.spent, true);
    if (follow_up_ && usable(answer.outcome)) co_await follow_up_->follow(*transaction, host_);
  }

  /// Starts a user who makes one request after another; requests under way when the arrivals end
  /// may finish.
  void admit(Task<void> user) { start(std::move(user), requests_); }

 private:
  Network& network_;
  Books& books_;
  Transactions& transactions_;
  TaskGroup& requests_;
  HostId host_{};
  std::optional<Mix> mix_;
  const Policies* policies_ = nullptr;
  FollowUp* follow_up_ = nullptr;
};

}  // namespace faultline
