#include "models/instances/step.hpp"

#include <algorithm>

#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/mentions.hpp"

namespace faultline {

void Step::fields(Fields& f) {
  declare(f);
  f("optional", optional_, {.says = "whether a failure of this step only degrades the response"});
  f("probability", probability_,
    {.says = "the share of requests that take this step", .at_least = 0, .at_most = 1});
  f("classes", classes_, {.says = "the request classes that take this step; all by default"});
}

void Step::mention(Mentions& mentions) const {
  mentions.classes.insert(mentions.classes.end(), classes_.begin(), classes_.end());
  const auto calls = mentions.calls.size();
  const auto writes = mentions.writes.size();
  const auto publishes = mentions.publishes.size();
  name(mentions);
  if (probability_ >= 1) return;
  auto& seldom = mentions.by_chance;
  for (auto i = calls; i < mentions.calls.size(); ++i)
    seldom.push_back(mentions.calls[i].operation.place);
  for (auto i = writes; i < mentions.writes.size(); ++i) seldom.push_back(mentions.writes[i].place);
  for (auto i = publishes; i < mentions.publishes.size(); ++i)
    seldom.push_back(mentions.publishes[i].place);
}

Plan Step::planned() const {
  auto plan = this->plan();
  plan.times *= probability_;
  plan.needed = plan.needed && !optional_;
  for (const auto& name : classes_) plan.classes.push_back(name.name);
  return plan;
}

std::vector<Plan> plans_of(const Steps& steps) {
  std::vector<Plan> plans;
  for (const auto& step : steps) plans.push_back(step->planned());
  return plans;
}

bool Step::concerns(const Visit& visit) const {
  const auto number = visit.call.transaction->request_class->number;
  return class_numbers_.empty() || std::ranges::count(class_numbers_, number) > 0;
}

void Step::attach(Binding& binding) {
  chance_ = binding.stream("chance");
  class_numbers_.clear();
  for (const auto& name : classes_) class_numbers_.push_back(binding.request_class(name.name));
  always_ = classes_.empty() && probability_ >= 1;
  bind(binding);
}

Task<Answer> Step::run(Visit& visit) {
  if (manner_ == Manner::works)
    co_await visit.instance.work(visit, time(visit));
  else
    act(visit);
  co_return Answer{Outcome::succeeded, {}};
}

Task<Answer> take_in_order(const Steps& steps, Visit& visit) {
  Progress progress;
  for (const auto& step : steps) {
    if (visit.late()) progress.end(visit.too_late());
    if (progress.stopped()) break;
    if (!step->happens(visit)) continue;
    const auto answer = co_await step->run(visit);
    progress.take(*step, answer, visit);
  }
  co_return Answer{progress.outcome(), {}};
}

}  // namespace faultline
