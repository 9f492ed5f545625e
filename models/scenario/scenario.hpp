#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/balancers/balancer.hpp"
#include "models/contracts/contract.hpp"
#include "models/data/cache.hpp"
#include "models/data/capture.hpp"
#include "models/data/projection.hpp"
#include "models/data/store.hpp"
#include "models/delivery/settings.hpp"
#include "models/events/topic_settings.hpp"
#include "models/faults/fault.hpp"
#include "models/faults/monkey/monkey.hpp"
#include "models/faults/workflows/workflow.hpp"
#include "models/instances/instance.hpp"
#include "models/pauses/pause.hpp"
#include "models/policies/policy.hpp"
#include "models/releases/release.hpp"
#include "models/requests/location.hpp"
#include "models/requests/network.hpp"
#include "models/scenario/bounds.hpp"
#include "models/scenario/change.hpp"
#include "models/scenario/hypothesis.hpp"
#include "models/scenario/lesson.hpp"
#include "models/scenario/platform_settings.hpp"
#include "models/scenario/selection.hpp"
#include "models/serving/autoscaler.hpp"
#include "models/serving/ejection.hpp"
#include "models/serving/health.hpp"
#include "models/workloads/follow_up.hpp"
#include "models/workloads/workload.hpp"
#include "sim/language/document.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// The sections of a scenario file, as values. Each declares its fields once.

struct RunSettings {
  static constexpr auto called = "run";
  Duration length = std::chrono::minutes(10);
  Duration warmup = std::chrono::minutes(1);
  Duration drain = std::chrono::minutes(1);
  std::int64_t seed = 1;
  std::int64_t replications = 10;
  void fields(Fields& f);
};

/// A transaction that promises all of its effects or none.
struct SagaSettings {
  static constexpr auto called = "saga";
  Duration within{};
  void fields(Fields& f);
};

struct TransactionSettings {
  static constexpr auto called = "transaction";
  Reference entry;
  std::vector<Reference> effects;
  Duration deadline = std::chrono::seconds(3);
  Policies policies;
  MessageSizes sizes;
  std::optional<Reference> host;
  std::optional<FollowUpSettings> follow_up;
  std::optional<SagaSettings> saga;
  void fields(Fields& f);
};

struct ServiceSettings {
  static constexpr auto called = "service";
  std::int64_t instances = 1;
  std::int64_t workers = 16;
  std::optional<std::int64_t> queue;
  std::unique_ptr<Discipline> discipline;
  Shedding shedding;
  std::optional<double> cores;
  std::vector<LoadPoint> load;
  std::optional<WarmupSettings> warmup;
  Pauses pauses;
  std::unique_ptr<Balancer> balancer;
  std::int64_t shards = 1;
  Duration slow_start{};
  std::optional<HealthSettings> health;
  std::optional<EjectionSettings> ejection;
  std::optional<AutoscalingSettings> autoscaling;
  std::optional<std::int64_t> subset;
  std::optional<PanicSettings> panic;
  std::optional<Duration> retry_after;
  Location location;
  double availability = 0.999;
  std::int64_t room_for = 0;  ///< instances that a change may ask for

  /// How many instances there can be at once.
  std::int64_t most_instances() const {
    const auto most = std::max(instances, room_for);
    return autoscaling ? std::max(most, autoscaling->most) : most;
  }
  void fields(Fields& f);
};

struct CacheSettings {
  static constexpr auto called = "cache";
  Reference owner;
  std::int64_t connections = 1000;
  std::unique_ptr<Distribution> time;
  std::int64_t nodes = 1;
  CacheRules rules;
  Location location;
  void fields(Fields& f);
};

struct DesignSettings {
  static constexpr auto called = "design";
  Table<BrokerSettings> brokers;
  Table<TopicSettings> topics;
  Table<SubscriptionSettings> subscriptions;
  Table<ProjectionSettings> projections;
  Table<CaptureSettings> captures;
  std::vector<Release> releases;
  std::optional<ShippingSettings> shipping;
  Table<Steps> operations;
  void fields(Fields& f);
};

/// One thing that the scenario claims, to be judged after the run.
struct ExpectationSettings : RequestSelection, Bounds {
  static constexpr auto called = "expectation";
  std::optional<Reference> design;
  Reference measure;
  void fields(Fields& f);
};

struct Scenario {
  static constexpr auto called = "scenario";
  std::string schema;
  std::int64_t version = 1;
  std::string title;
  std::string question;
  RunSettings run;
  TransactionSettings transaction;
  std::unique_ptr<Workload> workload;
  NetworkMode network = NetworkMode::latency;
  CpuMode cpu = CpuMode::own;
  std::optional<PlatformSettings> platform;
  Table<ServiceSettings> services;
  Table<StoreSettings> stores;
  Table<CacheSettings> caches;
  Table<Steps> operations;
  Table<DesignSettings> designs;
  Faults faults;  ///< then those of the monkey, then those of workflows
  Table<Workflow> workflows;
  std::optional<MonkeySettings> monkey;
  std::vector<Change> changes;
  Table<ContractSettings> contracts;
  std::vector<Release> releases;
  std::optional<DeliverySettings> delivery;
  std::optional<HypothesisSettings> hypothesis;
  std::optional<AbortSettings> abort;
  std::vector<ExpectationSettings> expect;
  std::optional<LessonSettings> lesson;
  std::vector<WorkflowLayout::Span> workflow_spans;  ///< when each workflow goes on
  void fields(Fields& f);

  void collect_faults(Problems& problems);

  /// The releases of all designs, after those that all of them have.
  std::vector<const Release*> all_releases() const;
  /// Those that all designs have, then the design's own.
  std::vector<const Release*> releases_of(const DesignSettings& design) const;

  /// What clients ask for, by all classes, through their policies, and afterwards; each once.
  std::vector<std::string> entries() const;
  /// The operations that requests of some class ask for; each once.
  std::vector<std::string> asked_for() const;
  /// What a client asks for that is given this entry.
  std::vector<std::string> entries_from(const std::string& entry) const;
};

/// The service of "service.operation".
std::string service_in(const std::string& operation);

}  // namespace faultline
