#pragma once

#include <optional>

#include "models/policies/policy.hpp"
#include "models/requests/transaction.hpp"

namespace faultline {

/// What a client does after "accepted" (HTTP 202) to learn the outcome.
struct FollowUpSettings {
  static constexpr auto called = "follow-up";
  Reference until;
  std::optional<Reference> ask;
  std::optional<Duration> every;
  Duration give_up = std::chrono::seconds(30);

  Duration pause() const { return every.value_or(std::chrono::seconds(1)); }
  void fields(Fields& f);
};

/// From a usable answer until the client knows that an effect has happened: at once if it has
/// happened by then, otherwise by polling an operation, or by a notification from the service that
/// answered (a push). It gives up after a time. The request's outcome remains that of the answer.
///
/// A poll reports what has happened by the time its answer arrives. A push exceeds the time to
/// consistency by one latency, polls by half of `every` on average. A user of a closed workload
/// continues once it knows. Ignored: a push that is lost. Source: RFC 9110, section 15.3.3 (202
/// Accepted).
class FollowUp {
 public:
  struct Questions {
    Target target;
    Duration pause;
  };

  FollowUp(Network& network, Books& books, std::uint32_t effect, Duration give_up)
      : network_(network), books_(books), effect_(effect), give_up_(network.calendar, give_up) {}

  void ask(Questions questions) { questions_ = questions; }

  /// Ends when the client on this host knows, or gives up. The owner of the task keeps the
  /// transaction alive.
  Task<void> follow(Transaction& transaction, HostId client);

 private:
  Task<Answer> poll(Transaction& transaction, HostId client);
  Task<Answer> be_told(Transaction& transaction, HostId client);

  Network& network_;
  Books& books_;
  std::uint32_t effect_;
  Lane give_up_;
  std::optional<Questions> questions_;
};

}  // namespace faultline
