#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/measures/summary.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/records/records.hpp"
#include "tests/forked.hpp"
#include "tests/theory/setup.hpp"

namespace faultline {

/// Everything that a run tells, kept as it came.
class Ledger final : public Recorder {
 public:
  void transaction(const TransactionRecord& record) override { transactions.push_back(record); }
  void attempt(const AttemptRecord& record) override { attempts.push_back(record); }
  void work(const WorkRecord& record) override { works.push_back(record); }
  void level(const LevelRecord& record) override { levels.push_back(record); }
  void incident(const IncidentRecord& record) override { incidents.push_back(record); }
  void read(const ReadRecord& record) override {
    (record.of_copy ? reads : primary_reads).push_back(record);
  }
  void lag(const LagRecord& record) override { lags.push_back(record); }
  void publish(const PublishRecord& record) override { publishes.push_back(record); }
  void follow_up(const FollowUpRecord& record) override { follow_ups.push_back(record); }
  void recurrence(const RecurrenceRecord& record) override { recurrences.push_back(record); }
  void rebuild(const RebuildRecord& record) override { rebuilds.push_back(record); }
  void topic(const TopicRecord& record) override { topics.push_back(record); }
  void subscription(const SubscriptionRecord& record) override { subscriptions.push_back(record); }

  double spent_s() const;               ///< service time in all
  double wasted_s() const;              ///< the part of it that nobody took
  double count(Outcome outcome) const;  ///< transactions that were answered so

  std::vector<TransactionRecord> transactions;
  std::vector<AttemptRecord> attempts;
  std::vector<WorkRecord> works;
  std::vector<LevelRecord> levels;
  std::vector<IncidentRecord> incidents;
  std::vector<ReadRecord> reads;  ///< of copies
  std::vector<ReadRecord> primary_reads;
  std::vector<LagRecord> lags;
  std::vector<PublishRecord> publishes;
  std::vector<FollowUpRecord> follow_ups;
  std::vector<RecurrenceRecord> recurrences;
  std::vector<RebuildRecord> rebuilds;
  std::vector<TopicRecord> topics;
  std::vector<SubscriptionRecord> subscriptions;
};

/// From arrival to answer, whatever the answer.
double response_s(const TransactionRecord& transaction);

Scenario scenario_of(const Setup& setup);

/// Runs a design once in this process, which can run no other one.
void run_here(Scenario scenario, const std::string& design, std::uint64_t replication,
              Recorder& recorder);

/// What `read` makes of everything that one run tells.
template <class Read>
std::vector<double> told(const Setup& setup, Read read, std::uint64_t replication = 0,
                         const std::string& design = "only") {
  auto scenario = scenario_of(setup);
  return forked([&] {
    Ledger ledger;
    run_here(std::move(scenario), design, replication, ledger);
    return read(ledger);
  });
}

/// The runs of one design, each in a process of its own.
class Replications {
 public:
  Replications(const Setup& setup, int count, const std::string& design = "only");

  /// One value a replication, of the whole run.
  std::vector<double> values(std::string_view measure) const;
  Estimate operator[](std::string_view measure) const { return estimate(values(measure)); }

  const std::vector<RunSummary>& summaries() const { return summaries_; }

 private:
  std::vector<RunSummary> summaries_;
};

/// One number read from all that each of `count` runs tells.
template <class Read>
Estimate replicated(const Setup& setup, int count, Read read) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i)
    values.push_back(told(
        setup, [&](const Ledger& ledger) { return std::vector<double>{read(ledger)}; },
        static_cast<std::uint64_t>(i))[0]);
  return estimate(values);
}

}  // namespace faultline
