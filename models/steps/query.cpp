#include <optional>

#include "models/data/capture.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/policies/policy.hpp"
#include "models/steps/at_store.hpp"

namespace faultline {

namespace {

/// At the only node of a store, where data are always as they were written.
class ReadPrimary final : public Step {
 public:
  ReadPrimary() : Step(Manner::acts) {}
  void act(Visit& visit) override { visit.instance.books().read_primary(); }
};

/// Asks a store, through the policies around it: takes one of its connections for the query's time,
/// and waits for the result. In a transaction of that store it is asked on the connection which
/// that holds, unless it may read a replica. A write is an update about the query's key, at the
/// primary; the replicas have it later.
/// Where the store's changes are captured, a write is one when its work is done.
class QueryStep final : public Step {
 public:
  QueryStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    if (transaction_)
      if (auto* session = Session::of(visit, *transaction_)) return ask_within(visit, *session);
    return visit.asking([&] { return Next(policies_, target_)(visit.call); });
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool needed = !mentions.optional && !optional() && !stand_in(policies_);
    const bool named = lock_ && !lock_->named.empty();
    const bool row = (lock_ && lock_->row) || (write_ && key_ > 0);
    mentions.queries.push_back({.store = store_,
                                .optional = !needed,
                                .copy = target_.copy,
                                .locks_row = row && !named,
                                .locks_table = lock_ && lock_->table,
                                .locks_named = row && named});
    mention_all(policies_, store_, target_.sizes, mentions);
    if (write_) mentions.writes.push_back(store_);
  }

  void declare(Fields& f) override {
    f("query", store_, {.says = "the store to query", .required = true});
    f("time", time_, {.says = "service time of this query; the store's \"time\" by default"});
    f("write", write_, {.says = "whether it updates the row of that key"});
    f("key", key_,
      {.says = "number of the key among the keys of the request: 0 is the request's own, others "
               "are drawn the same way; queries of a request with the same number use the same key",
       .at_least = 0,
       .at_most = 1000});
    f("from", target_.copy, {.says = "which nodes of the store may be read"});
    f("lock", lock_,
      {.says = "what it locks, until the end of the transaction or, without one, of the query"});
    f("policies", policies_, {.says = "the policies around the query, outermost first"});
    f("request", target_.sizes.request, {.says = "size of the request", .at_least = 0});
    f("response", target_.sizes.response, {.says = "size of the result", .at_least = 0});
    if (!f.sound() || target_.copy == Copy::primary) return;
    if (write_) f.problems().add(f.place_of("write"), "a write goes to the primary (\"from\")");
    if (lock_) f.problems().add(f.place_of("lock"), "locks are held at the primary (\"from\")");
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    return stand_in(policies_)
               ? Duration::zero()
               : times.way(at, store_.name, target_.sizes) + times.query(store_.name, time_.get());
  }

  Plan plan() const override {
    return surrounded(policies_, {.what = Plan::What::query,
                                  .seconds = time_ ? time_->mean() : Plan::of_target,
                                  .target = store_.name,
                                  .changes = write_,
                                  .at_primary = target_.copy == Copy::primary});
  }

  void bind(Binding& binding) override {
    auto& store = binding.store(store_.name);
    target_.service = &store.service();
    target_.operation = &query_;
    target_.chooser = &store;
    target_.kind = SpanKind::query;
    if (target_.copy == Copy::primary)
      transaction_ = binding.transaction_of(store_.name);
    else
      target_.occurrence = binding.occurrence("copy of " + store_.name);
    part_ = target_;
    part_.entrance = Entrance::beside;
    Steps steps;
    if (needs_locks(store) || transaction_ || store.replicated()) {
      steps.push_back(at_store(store, binding));
    } else {
      steps.push_back(std::make_unique<WorkStep>(time_at(store), binding.stream(own_name())));
      if (!write_ && binding.reads_copies()) steps.push_back(std::make_unique<ReadPrimary>());
    }
    if (auto* capture = write_ ? binding.capture(store_.name) : nullptr)
      steps.push_back(capture->recording());
    query_ = Operation("query " + store_.name, unrecorded_operation, std::move(steps));
    query_.draw_as(binding.own_name("errors of query " + store_.name));
    query_.write_too(write_);
    bind_all(policies_, "query " + store_.name, binding);
  }

 private:
  const Distribution& time_at(Store& store) const { return time_ ? *time_ : store.time(); }
  std::string own_name() const { return "query " + store_.name; }
  bool needs_locks(Store& store) const {
    return lock_ || store.table_is_locked() || (write_ && store.has_transactions());
  }

  /// At a store that has one node and locks nothing for it, a query only works.
  std::unique_ptr<Step> at_store(Store& store, Binding& binding) {
    const auto stream = binding.stream(own_name());
    const auto lags = binding.stream("lag of " + store_.name);
    return std::make_unique<AtStore>(AtStore::Query{.store = store,
                                                    .time = time_at(store),
                                                    .lock = lock_,
                                                    .write = write_,
                                                    .work = stream,
                                                    .lags = lags,
                                                    .keys = binding.keys(),
                                                    .further = static_cast<std::uint64_t>(key_)});
  }

  Task<Answer> ask_within(Visit& visit, Session& session) {
    const auto call = session.within(visit.call);
    const auto answer = co_await visit.asking([&] { return Next(policies_, part_)(call); });
    co_return answer;
  }

  Reference store_;
  std::unique_ptr<Distribution> time_;
  bool write_ = false;
  std::int64_t key_ = 0;
  std::optional<LockSettings> lock_;
  Policies policies_;
  const Step* transaction_ = nullptr;  ///< that it is a part of
  Target target_;
  Target part_;  ///< of a transaction
  Operation query_;
};

}  // namespace

Kind<Step> query() {
  return kind<Step, QueryStep>("query", "Queries a store and waits for the result.");
}

}  // namespace faultline
