#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>

#include "models/contracts/contracts.hpp"
#include "models/data/cache.hpp"
#include "models/data/store.hpp"
#include "models/events/topics/carrier.hpp"
#include "models/faults/injector.hpp"
#include "models/faults/plan.hpp"
#include "models/releases/rollout.hpp"
#include "models/requests/over_link.hpp"
#include "models/scenario/changeable.hpp"
#include "models/scenario/scenario.hpp"
#include "models/serving/protection.hpp"
#include "models/spans/spans.hpp"
#include "models/workloads/client.hpp"
#include "models/world/changer.hpp"
#include "sim/records/records.hpp"

namespace faultline {

class ClientView;

/// One design of a scenario, built and ready to run once. It owns all that behaves.
class World {
 public:
  /// `scenario` is validated and has a design of that name.
  World(Scenario scenario, const std::string& design, Streams streams, Recorder& recorder,
        Recording recording = {});
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  /// Runs to the end of the drain and closes the books. Throws ScenarioError where time stands
  /// still.
  void run();

  /// Before it runs: any part may be struck, though no fault of the scenario does.
  void expect_faults();
  /// Runs up to that instant, at which nothing has happened yet; `run` goes on from there. Only
  /// where SimGrid drives nothing.
  void run_before(Time instant);
  /// Now, in place of the scenario's faults, of which it has none: these, which begin at this
  /// instant, strike once, and lock no table.
  void strike(Faults faults);

  /// Before it runs: calls `look` at the end of each simulated second, once that is recorded. It
  /// may strike parts.
  void watch(std::function<void()> look);
  /// The names of what can be struck.
  std::vector<std::string> parts() const;
  /// While it is watched: takes a part down, as a crash does, until it is healed.
  void strike(const std::string& part);
  void heal(const std::string& part);

  /// Events that the calendar fired.
  std::uint64_t events() const { return calendar_.fired(); }

  Calendar& calendar() { return calendar_; }
  Books& books() { return books_; }
  Transactions& transactions() { return transactions_; }
  Staging& staging() { return staging_; }
  Protections& protections() { return protections_; }
  const Streams& streams() const { return streams_; }
  const Keys& keys() const { return keys_; }
  const Contracts& contracts() const { return contracts_; }

  Service& service_of(const std::string& operation);
  const Operation& operation(const std::string& name) const;
  Store& store(const std::string& name) { return stores_.at(name); }
  Cache& cache(const std::string& name) { return caches_.at(name); }
  const Distribution& cache_time(const std::string& name) const;
  Projection& projection(const std::string& name) { return projections_.at(name); }
  Capture* capture(const std::string& store);
  bool reads_copies() const { return frame_.reads_copies; }
  TaskGroup& background() { return background_; }
  Topic& topic(const std::string& name) { return topics_.at(name); }
  const Distribution& append_time(const std::string& topic) const;
  std::uint32_t effect(const std::string& name) const;
  std::uint32_t request_class(const std::string& name) const;

 private:
  void build_services();
  void build_operations();
  void build_stores();
  Store::Use use_of(const std::string& store) const;
  void build_caches();
  void build_brokers();
  void build_topics();
  void build_projections();
  void build_captures();
  void build_subscriptions();
  void build_groups(const std::string& name, const SubscriptionSettings& settings);
  Carrier& carrier(const std::string& operation, const std::string& group, const std::string& to,
                   const Carrier::Settings& settings);
  void bind_steps();
  void build_client();
  void build_follow_up();
  RecurrenceRecord recurrence_of(std::size_t i) const;
  /// Of the targets of fault i those of these numbers that the design has.
  std::vector<Instance*> instances_at(std::size_t i, const std::vector<std::size_t>& struck);
  void bind_faults();
  std::vector<Injector::Strike> strikes_of(std::size_t i);
  void schedule_faults();
  void begin();
  void make_room_for_changes();
  void schedule_changes();
  Task<void> abort_when(std::function<bool()> holds);
  void plan_releases();
  void schedule_releases();
  Task<void> roll_out(const Release& release, Rollout rollout);
  bool is_refused(const Release& release, const std::vector<std::uint16_t>& builds) const;
  bool will_break(const std::vector<Rollout::Part>& parts);
  std::function<void()> hook_of(const Changeable& thing);
  class Lookout;
  std::function<bool()> condition_of(const Criterion& condition);
  ClientView& client_view();
  /// Of a fault that strikes while a condition holds.
  struct Conditions {
    std::function<bool()> begins;
    std::function<bool()> ends{};  ///< empty: when the other one does not hold
  };
  void schedule_conditional_fault(std::size_t i);
  Task<void> strike_when_met(std::size_t i, Conditions conditions);
  struct NextStrike {
    std::uint64_t number;
    Time latest;  ///< when it ends, whatever the condition
  };
  Task<void> strike_once(std::size_t i, const Conditions& conditions, NextStrike next);
  Task<void> until_it_ends(const Fault& fault, const Conditions& conditions, NextStrike next);
  void begin_strike(std::size_t i, const std::vector<Instance*>& struck);
  std::vector<Instance*> struck_now(std::size_t i, std::uint64_t number);
  void end_strike(std::size_t i);

  void look_after(Service& service, const ServiceSettings& settings);
  std::vector<RequestClass> request_classes();
  std::uint32_t effects(const std::vector<Reference>& names) const;
  Service& add_part(const std::string& name);
  void add_copy(Service& part, HostId at, const Capacity& capacity);
  const Tempo* tempo_on(HostId at, const Tempo* usual);
  void add_copies(Service& part, std::int64_t count, const Location& location,
                  const Capacity& capacity);
  HostId host(const std::string& part, const Reference* named);
  void find_others(Fault& fault);
  void find_messages(Fault& fault);
  Instance* instance_of(const TargetInstance& target);
  void bind_requests(Fault& fault) const;
  std::vector<Instance*> holders(std::size_t fault);
  bool has_role(Role role, const std::string& of, const TargetInstance& one,
                const Instance& instance);
  bool leads(const std::string& topic_or_broker, const Instance& node);
  bool is_canary(const std::string& service, const Instance& instance);
  std::set<std::string> asked() const;
  Task<void> sample_levels(Duration every);
  void record_spans(Recorder& recorder, Recording recording);
  void place_fault(std::size_t i, Causes& causes) const;
  std::uint16_t place_of(const std::string& part) const;
  std::vector<std::uint16_t> places_of_part(const std::string& part) const;
  void look_for_exhaustion();
  void find_what_waits();
  void sample_parts();
  Task<void> sample_lags(Duration every);
  void close_books();
  void end_what_is_under_way();
  std::string why_halted() const;

  Calendar calendar_;  ///< outlives the policies, whose timers stand in it
  Scenario scenario_;
  DesignSettings& design_;
  Streams streams_;
  RunFrame frame_;
  Targets targets_;  ///< of the faults
  StrikePlan plan_;
  std::optional<Spans> spans_;
  struct Planned {
    const Release* release;
    std::vector<std::uint16_t> builds;  ///< of its services
  };
  std::vector<Planned> planned_;       ///< in the order in which they begin
  std::set<const Release*> released_;  ///< those that are over
  std::vector<Conversation> conversations_;
  Contracts contracts_;
  Keys keys_;
  Books books_;
  Transactions transactions_;
  Platform platform_;
  std::optional<Ways> ways_;
  std::deque<OverLink> over_links_;  ///< that faults strike
  Network network_;
  TaskGroup zombies_;
  TaskGroup background_;
  TaskGroup requests_;
  Client client_;  ///< has the request classes: outlives what keeps a transaction
  Staging staging_;
  Protections protections_;
  std::map<std::string, Tempo> tempos_;
  std::map<std::pair<const Tempo*, double>, Tempo> paces_;  ///< on hosts of other speeds
  std::map<std::string, Service> parts_;
  std::map<std::string, Store> stores_;
  std::map<std::string, Cache> caches_;
  std::map<std::string, Broker> brokers_;
  std::map<std::string, Topic> topics_;
  std::map<std::string, Projection> projections_;
  std::map<std::string, Sender> senders_;  ///< of captures
  std::map<std::string, Capture> captures_;
  std::map<std::string, Operation> operations_;
  std::map<std::string, Memory> memories_;   ///< of each subscription
  std::map<std::string, Carrier> carriers_;  ///< by the group whose events they take
  std::deque<Consumption> retries_;          ///< of groups that consume retry topics
  std::map<std::string, std::unique_ptr<Subscription>> subscriptions_;
  std::optional<FollowUp> follow_up_;
  Injector injector_;
  struct ByHand {
    std::unique_ptr<Fault> fault;
    std::vector<Instance*> instances;
  };
  std::map<std::string, ByHand> by_hand_;  ///< by part
  std::function<void()> look_;
  bool begun_ = false;
  std::set<std::size_t> striking_;     ///< faults whose condition is met
  ClientView* client_view_ = nullptr;  ///< null where no condition needs it
  std::vector<Changeable> changeables_;
  Changer changer_;
};

}  // namespace faultline
