#include "models/data/projection.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/operation.hpp"
#include "models/instances/work.hpp"
#include "models/policies/policy.hpp"

namespace faultline {

namespace {

/// At the projection: says what the copy lacks of what is read. It fails while the copy is rebuilt.
class Look final : public Step {
 public:
  Look(Projection& projection, Books& books, bool own)
      : Step(Manner::asks), projection_(projection), books_(books), own_(own) {}

  Task<Answer> run(Visit& visit) override {
    const auto& transaction = *visit.call.transaction;
    auto& copy = projection_.copy();
    if (!projection_.built() || (own_ && copy.lacks_any_of(transaction)))
      co_return Answer{visit.ends(Outcome::failed, Symptom::not_built), {}};
    const auto lack = copy.lack(transaction.key);
    const auto staleness = lack.updates > 0 ? books_.now() - lack.since : Duration::zero();
    books_.read(staleness, lack.updates);
    co_return Answer{Outcome::succeeded, {}};
  }

 private:
  Projection& projection_;
  Books& books_;
  bool own_;
};

/// Reads what the request is about in a projection, through the policies around it, as fresh or as
/// stale as it is. With `own` it fails where the copy lacks what the request itself has caused, so
/// that a retry around it waits for that: read your writes.
/// Source: Terry et al., "Session guarantees for weakly consistent replicated data", PDIS 1994.
class ReadStep final : public Step {
 public:
  ReadStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    return visit.asking([&] { return Next(policies_, target_)(visit.call); });
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool optional_here = mentions.optional || optional() || stand_in(policies_);
    mentions.reads.push_back({name_, optional_here});
    mention_all(policies_, name_, target_.sizes, mentions);
  }

  void declare(Fields& f) override {
    f("read", name_, {.says = "the projection to read", .required = true});
    f("own", own_,
      {.says = "whether it fails if the copy lacks an update by the same transaction"});
    f("policies", policies_, {.says = "the policies around the read, outermost first"});
    f("request", target_.sizes.request, {.says = "size of the request", .at_least = 0});
    f("response", target_.sizes.response, {.says = "size of the result", .at_least = 0});
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    return stand_in(policies_) ? Duration::zero() : times.way(at, name_.name, target_.sizes);
  }

  Plan plan() const override {
    return surrounded(
        policies_, {.what = Plan::What::query, .seconds = Plan::of_target, .target = name_.name});
  }

  void bind(Binding& binding) override {
    auto& projection = binding.projection(name_.name);
    Steps steps;
    steps.push_back(
        std::make_unique<WorkStep>(projection.time(), binding.stream("read " + name_.name)));
    steps.push_back(std::make_unique<Look>(projection, binding.books(), own_));
    look_ = Operation("read " + name_.name, unrecorded_operation, std::move(steps));
    look_.draw_as(binding.own_name("errors of read " + name_.name));
    target_.service = &projection.service();
    target_.kind = SpanKind::query;
    target_.operation = &look_;
    bind_all(policies_, "read " + name_.name, binding);
  }

 private:
  Reference name_;
  bool own_ = false;
  Policies policies_;
  Operation look_;
  Target target_;
};

}  // namespace

Kind<Step> read() {
  return kind<Step, ReadStep>("read", "Reads a projection, whether it is fresh or stale.");
}

}  // namespace faultline
