#include <algorithm>

#include "models/data/store.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/work.hpp"

namespace faultline {

namespace {

/// At the store: waits for a connection, which is the transaction's from then on.
class Begin final : public Step {
 public:
  Begin() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    {
      const Wait wait(visit.call.span, Activity::connection, &visit.instance);
      auto connection = co_await visit.instance.workers().acquire(visit.demand());
      visit.call.session->begin(visit.instance, std::move(connection));
    }
    co_return Answer{Outcome::succeeded, {}};
  }
};

/// At the store: what the transaction has written is there for all, and its locks are free.
class Commit final : public Step {
 public:
  Commit(Store& store, const Distribution& time, Stream work, Stream lags)
      : Step(Manner::asks), store_(store), work_(time, work), lags_(lags) {}

  Task<Answer> run(Visit& visit) override {
    auto& session = *visit.call.session;
    if (session.over()) co_return Answer{visit.ends(Outcome::failed, Symptom::deadlock), {}};
    co_await visit.instance.work(visit, work_.time(visit));
    update(session, visit.call);
    session.commit();
    co_return Answer{Outcome::succeeded, {}};
  }

 private:
  /// One for each key; rows that have names count as the request's own.
  void update(const Session& session, const Call& call) {
    std::set<std::uint64_t> keys;
    for (const auto& [name, key] : session.written())
      keys.insert(name > 0 ? call.transaction->key : key);
    auto own = call;
    std::uint64_t number = 0;
    for (const auto key : keys) {
      if (number > 0) own.attempt = nested_attempt(call.attempt, number << 32);
      store_.update(own, key, lags_);
      ++number;
    }
  }

  Store& store_;
  WorkStep work_;
  Stream lags_;
};

/// Takes steps within one transaction of a store: begin, steps, commit. It holds one of the store's
/// connections from its begin until it is through, whatever the steps do meanwhile, and the locks
/// that its queries take until it is committed. What it writes is one update of each key, made at
/// the commit; how far it is kept apart from others that write the same is said by its isolation.
/// Begin and commit are messages to the store and back; a begin takes no time there, and neither
/// does rolling back, which is what happens where a step fails or nobody waits any longer.
///
/// The victim of a deadlock is rolled back, and so is that of a conflict, who wants to write what
/// was changed after its snapshot. It may be run again: with the same work, and a begin of its own.
///
/// What is a part of it happens at its commit, or never: effects among its steps, what they write,
/// and with it what is captured of that, and what they put into an outbox of the same store. All
/// else happens when its turn comes, committed or not: calls, what others do for them, and what is
/// published without an outbox (the dual write).
class TransactionStep final : public Step {
 public:
  TransactionStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    SpentWork work(*books_);
    for (std::int64_t tried = 0;; ++tried) {
      bool victim = false;
      const auto answer = co_await once(visit, victim);
      work.add(answer);
      if (!victim || tried == retries_) co_return work.answer(answer.outcome);
      const Wait wait(visit.call.span, Activity::pause, nullptr, answer.cause);
      co_await store_->calendar().delay(pause_);
    }
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool outside = std::exchange(mentions.optional, mentions.optional || optional());
    const auto before = mentions.queries.size();
    for (const auto& step : steps_) step->mention(mentions);
    const bool locks = std::any_of(mentions.queries.begin() + static_cast<std::ptrdiff_t>(before),
                                   mentions.queries.end(),
                                   [](const Mentions::Query& query) { return query.locks(); });
    mentions.queries.push_back(
        {.store = name_, .optional = mentions.optional, .transaction = true});
    if (isolation_ != Isolation::read_committed)
      mentions.isolations.push_back(name_.place);
    else if (retries_ > 0 && !locks)
      mentions.idle_retries.push_back(name_.place);
    mentions.optional = outside;
  }

  void declare(Fields& f) override {
    f("transaction", name_, {.says = "the store that runs the transaction", .required = true});
    f("steps", steps_, {.says = "the steps within the transaction", .required = true});
    f("commit", time_, {.says = "service time of the commit; that of a query by default"});
    f("isolation", isolation_,
      {.says = "isolation level: what it sees of concurrent transactions"});
    f("retries", retries_,
      {.says = "how often it is retried after a deadlock or a conflict",
       .at_least = 0,
       .at_most = 1000});
    f("pause", pause_, {.says = "pause before such a retry", .at_least = 0});
    if (f.sound() && steps_.empty()) f.problems().add(f.place_of("steps"), "\"steps\" is empty");
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    auto least = 2 * times.way(at, name_.name, begin_.sizes);
    for (const auto& step : steps_) least += step->least(times, at);
    return least;
  }

  Plan plan() const override {
    return {.what = Plan::What::session,
            .seconds = time_ ? time_->mean() : Plan::of_target,
            .target = name_.name,
            .changes = true,
            .parts = plans_of(steps_)};
  }

  void bind(Binding& binding) override {
    const auto& name = name_.name;
    books_ = &binding.books();
    store_ = &binding.store(name);
    binding.begin(name, this);
    for (const auto& step : steps_) step->attach(binding);
    binding.end_transaction();
    Steps begin;
    begin.push_back(std::make_unique<Begin>());
    begin_at_store_ = Operation("begin " + name, unrecorded_operation, std::move(begin));
    Steps commit;
    commit.push_back(std::make_unique<Commit>(*store_, time_ ? *time_ : store_->time(),
                                              binding.stream("commit " + name),
                                              binding.stream("lag of " + name)));
    commit_at_store_ = Operation("commit " + name, unrecorded_operation, std::move(commit));
    begin_ = target(begin_at_store_, binding);
    commit_ = target(commit_at_store_, binding);
  }

 private:
  /// Each has draws of its own.
  Target target(const Operation& operation, Binding& binding) const {
    return {.service = &store_->service(),
            .operation = &operation,
            .entrance = Entrance::beside,
            .chooser = store_,
            .kind = SpanKind::query,
            .occurrence = 1 + binding.occurrence("transaction " + name_.name)};
  }

  Task<Answer> once(Visit& visit, bool& victim) {
    Session session(*store_, visit, *this, isolation_);
    SpentWork work(*books_);
    auto progress = co_await ask(begin_, visit, session);
    work.add(progress);
    if (usable(progress.outcome)) {
      progress = co_await take_in_order(steps_, visit);
      work.add(progress);
    }
    victim = session.victim();
    if (!usable(progress.outcome) || victim) co_return work.answer(failure(progress));
    const auto committed = co_await ask(commit_, visit, session);
    work.add(committed);
    if (usable(committed.outcome)) co_return work.answer(progress.outcome);
    co_return work.answer(committed.outcome);
  }

  /// An optional query may have been the victim.
  static Outcome failure(const Answer& answer) {
    return usable(answer.outcome) ? Outcome::failed : answer.outcome;
  }

  static Task<Answer> ask(const Target& target, Visit& visit, Session& session) {
    const auto call = session.within(visit.call);
    const auto answer =
        co_await visit.asking([&] { return target.service->attempt(target, call); });
    co_return answer;
  }

  Reference name_;
  Steps steps_;
  std::unique_ptr<Distribution> time_;
  Isolation isolation_ = Isolation::read_committed;
  std::int64_t retries_ = 0;
  Duration pause_ = std::chrono::milliseconds(10);
  Books* books_ = nullptr;
  Store* store_ = nullptr;
  Operation begin_at_store_;
  Operation commit_at_store_;
  Target begin_;
  Target commit_;
};

}  // namespace

Kind<Step> transaction() {
  return kind<Step, TransactionStep>("transaction",
                                     "Runs steps within one transaction of a store.");
}

}  // namespace faultline
