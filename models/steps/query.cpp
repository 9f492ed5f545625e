#include <optional>

#include "models/binding.hpp"
#include "models/instance.hpp"
#include "models/least_times.hpp"
#include "models/mentions.hpp"
#include "models/steps/work.hpp"

namespace faultline {

namespace {

/// Asks a store: takes one of its connections for the query's time, and waits for the result. Where
/// the store's changes are captured, a write is one when its work is done.
class QueryStep final : public Step {
 public:
  QueryStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    return visit.asking([&] { return target_.service->attempt(target_, visit.call); });
  }

 protected:
  void name(Mentions& mentions) const override {
    mentions.queries.push_back({store_, mentions.optional || optional()});
    if (write_) mentions.writes.push_back(store_);
  }

  void declare(Fields& f) override {
    f("query", store_, {.says = "the store that is asked", .required = true});
    f("time", time_, {.says = "the time of this query; the store's own where nothing is said"});
    f("write", write_, {.says = "whether it changes what is stored"});
    f("request", target_.sizes.request, {.says = "size of the question", .at_least = 0});
    f("response", target_.sizes.response, {.says = "size of the result", .at_least = 0});
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    return times.way(at, store_.name, target_.sizes);
  }

  void bind(Binding& binding) override {
    target_.service = &binding.store(store_.name);
    target_.operation = &query_;
    const auto& time = time_ ? *time_ : binding.store_time(store_.name);
    Steps steps;
    steps.push_back(std::make_unique<WorkStep>(time, binding.stream("query " + store_.name)));
    if (auto* capture = write_ ? binding.capture(store_.name) : nullptr)
      steps.push_back(capture->recording());
    query_ = Operation("query " + store_.name, unrecorded_operation, std::move(steps));
  }

 private:
  Reference store_;
  std::unique_ptr<Distribution> time_;
  bool write_ = false;
  Target target_;
  Operation query_;
};

}  // namespace

Kind<Step> query() {
  return kind<Step, QueryStep>("query", "Asks a store and waits for the result.");
}

}  // namespace faultline
