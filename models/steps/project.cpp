#include "models/data/local_copy.hpp"
#include "models/data/projection.hpp"
#include "models/events/event.hpp"
#include "models/events/staging.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/operation.hpp"
#include "models/instances/work.hpp"

namespace faultline {

namespace {

/// At the projection: the update of the event that asks is in the copy.
class Take final : public Step {
 public:
  Take(LocalCopy& copy, Staging& staging) : Step(Manner::acts), copy_(copy), staging_(staging) {}

  void act(Visit& visit) override {
    const auto key = visit.call.transaction->key;
    const auto event = Event::id_of(visit.call);
    if (visit.call.stage == 0)
      copy_.take(key, event);
    else
      staging_.put(visit.call.stage, [this, key, event] { copy_.take(key, event); });
  }

 private:
  LocalCopy& copy_;
  Staging& staging_;
};

/// Takes the event that is consumed into a projection: a write there, for its time. It waits while
/// the projection is rebuilt.
class ProjectStep final : public Step {
 public:
  ProjectStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    return visit.asking([&] { return put(visit.call); });
  }

 protected:
  void name(Mentions& mentions) const override {
    mentions.projects.push_back({name_, mentions.optional || optional()});
  }

  void declare(Fields& f) override {
    f("project", name_, {.says = "the projection to update", .required = true});
    f("request", target_.sizes.request, {.says = "size of the update", .at_least = 0});
    f("response", target_.sizes.response, {.says = "size of the acknowledgement", .at_least = 0});
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    return times.way(at, name_.name, target_.sizes);
  }

  Plan plan() const override {
    return {.what = Plan::What::query, .seconds = Plan::of_target, .target = name_.name};
  }

  void bind(Binding& binding) override {
    projection_ = &binding.projection(name_.name);
    Steps steps;
    steps.push_back(
        std::make_unique<WorkStep>(projection_->time(), binding.stream("project " + name_.name)));
    steps.push_back(std::make_unique<Take>(projection_->copy(), binding.staging()));
    put_ = Operation("project " + name_.name, unrecorded_operation, std::move(steps));
    target_.service = &projection_->service();
    target_.operation = &put_;
  }

 private:
  Task<Answer> put(const Call& call) {
    co_await projection_->once_built();
    const auto answer = co_await target_.service->attempt(target_, call);
    co_return answer;
  }

  Reference name_;
  Projection* projection_ = nullptr;
  Operation put_;
  Target target_;
};

}  // namespace

Kind<Step> project() {
  return kind<Step, ProjectStep>("project", "Applies the consumed event to a projection.");
}

}  // namespace faultline
