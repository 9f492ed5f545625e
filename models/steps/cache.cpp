#include "models/data/cache.hpp"

#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/work.hpp"
#include "models/requests/alone.hpp"

namespace faultline {

namespace {

/// Looks the request's key up in a cache, and takes the steps of `miss` where it is not there, or
/// the cache does not answer. A load for several runs beside their visits, at the same instance.
class CacheStep final : public Step {
 public:
  CacheStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    SpentWork work(*books_);
    const auto key = visit.call.transaction->key;
    auto& service = cache_->service();
    const auto answer =
        co_await visit.asking([&] { return service.attempt(look_up_target_, visit.call); });
    work.add(answer);
    const bool up = usable(answer.outcome);
    const auto found = up ? cache_->look_up(key) : Cache::Found::nothing;
    books_->look_up(found != Cache::Found::nothing);
    if (found == Cache::Found::stale && !cache_->loading(key)) load_for_all(visit);
    if (found != Cache::Found::nothing) co_return work.answer(Outcome::succeeded);
    if (up && cache_->rules().coalesce) {
      const auto shared = co_await visit.asking([&] { return wait_for_load(visit); });
      work.add(shared);
      co_return work.answer(shared.outcome);
    }
    if (visit.call.span) visit.call.span->missed(service.place());
    const auto loaded = co_await take_in_order(load_.steps(), visit);
    work.add(loaded);
    if (visit.call.span) visit.call.span->missed(0);
    if (up && usable(loaded.outcome)) cache_->store(key, visit.call.transaction->id);
    co_return work.answer(loaded.outcome);
  }

 protected:
  void name(Mentions& mentions) const override {
    mentions.caches.push_back(cache_name_);
    for (const auto& step : miss_) step->mention(mentions);
  }

  void declare(Fields& f) override {
    f("cache", cache_name_, {.says = "the cache", .required = true});
    f("miss", miss_, {.says = "the steps that load a missing entry", .required = true});
    if (f.sound() && miss_.empty()) f.problems().add(f.place_of("miss"), "\"miss\" is empty");
  }

  Plan plan() const override {
    return {.what = Plan::What::look_up,
            .seconds = Plan::of_target,
            .target = cache_name_.name,
            .parts = plans_of(miss_)};
  }

  void bind(Binding& binding) override {
    books_ = &binding.books();
    group_ = &binding.background();
    cache_ = &binding.cache(cache_name_.name);
    for (const auto& step : miss_) step->attach(binding);
    Steps look_up;
    look_up.push_back(std::make_unique<WorkStep>(binding.cache_time(cache_name_.name),
                                                 binding.stream("cache " + cache_name_.name)));
    look_up_ = Operation("look up " + cache_name_.name, unrecorded_operation, std::move(look_up));
    load_ = Operation("load " + cache_name_.name, unrecorded_operation, std::move(miss_));
    look_up_target_.operation = &look_up_;
    look_up_target_.chooser = cache_;
    look_up_target_.kind = SpanKind::query;
    load_target_ = {.operation = &load_, .entrance = Entrance::inside};
  }

 private:
  Task<Answer> wait_for_load(Visit& visit) {
    auto load = cache_->loading(visit.call.transaction->key);
    if (!load) load = load_for_all(visit);
    const Wait wait(visit.call.span, Activity::other);
    co_await load->done.opened();
    co_return Answer{.outcome = load->outcome, .cause = load->cause};
  }

  /// Begins a load that goes on whoever stops waiting for it.
  std::shared_ptr<Cache::Load> load_for_all(Visit& visit) {
    auto call = visit.call;
    call.cancellable = false;
    call.deadline = end_of_time;
    const auto load = cache_->begin_load(call.transaction->key);
    start(load_alone(visit.instance, call, TransactionRef(*call.transaction)), *group_);
    return load;
  }

  Task<void> load_alone(Instance& instance, Call call, TransactionRef transaction) {
    const Instance::Uncounted part(instance);
    Alone alone(call, *books_, {.kind = SpanKind::background, .place = instance.place()});
    if (call.span) call.span->missed(cache_->service().place());
    const auto answer = co_await instance.attempt(load_target_, call);
    alone.end(answer.outcome);
    books_->work(answer.spent, usable(answer.outcome));
    cache_->end_load(*transaction, answer);
  }

  Reference cache_name_;
  Steps miss_;
  Cache* cache_ = nullptr;
  Books* books_ = nullptr;
  TaskGroup* group_ = nullptr;
  Operation look_up_;
  Operation load_;
  Target look_up_target_;
  Target load_target_;
};

}  // namespace

Kind<Step> cache() {
  return kind<Step, CacheStep>("cache",
                               "Looks up a key in a cache, and loads it if it is missing.");
}

}  // namespace faultline
