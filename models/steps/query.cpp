#include <optional>

#include "models/binding.hpp"
#include "models/instance.hpp"
#include "models/mentions.hpp"
#include "models/steps/work.hpp"

namespace faultline {

namespace {

/// Asks a store: takes one of its connections for the query's time, and waits for the result.
class QueryStep final : public Step {
 public:
  QueryStep() : Step(Manner::asks) {}
  void mention(Mentions& mentions) const override { mentions.queries.push_back(store_); }

  Task<Answer> run(Visit& visit) override {
    return connection_->attempt(query_, visit.call, sizes_, visit.instance.host());
  }

 protected:
  void declare(Fields& f) override {
    f("query", store_, {.says = "the store that is asked", .required = true});
    f("time", time_, {.says = "the time of this query; the store's own where nothing is said"});
    f("request", sizes_.request, {.says = "size of the question", .at_least = 0});
    f("response", sizes_.response, {.says = "size of the result", .at_least = 0});
  }

  void bind(Binding& binding) override {
    connection_ = &binding.store(store_.name);
    const auto& time = time_ ? *time_ : binding.store_time(store_.name);
    Steps steps;
    steps.push_back(std::make_unique<WorkStep>(time, binding.stream("query " + store_.name)));
    query_ = Operation("query " + store_.name, unrecorded_operation, std::move(steps));
  }

 private:
  Reference store_;
  std::unique_ptr<Distribution> time_;
  MessageSizes sizes_;
  Service* connection_ = nullptr;
  Operation query_;
};

}  // namespace

Kind<Step> query() {
  return kind<Step, QueryStep>("query", "Asks a store and waits for the result.");
}

}  // namespace faultline
