#include "models/loads/mean_times.hpp"

#include <algorithm>
#include <cmath>

namespace faultline {

namespace {

Mean mean_of(double seconds) {
  return std::isnan(seconds) ? Mean{.value = 0, .exact = false} : Mean{.value = seconds};
}

}  // namespace

MeanTimes::MeanTimes(const Scenario& scenario, const Planned& planned,
                     std::optional<std::string> request_class)
    : scenario_(scenario),
      planned_(planned),
      class_(std::move(request_class)),
      whole_(planned.items.size()),
      work_(planned.items.size()) {
  std::vector<std::pair<int, int>> calls;
  for (int i = 0; i < std::ssize(planned.items); ++i)
    for (const auto& call : planned.items[i]->mentions.calls)
      if (const int callee = planned.find(call.operation.name); callee >= 0)
        calls.emplace_back(callee, i);
  for (const int i : in_order(static_cast<int>(planned.items.size()), calls).vertices) {
    whole_[i] = once(planned.plans[i]);
    work_[i] = work_in(planned.plans[i]);
  }
}

bool MeanTimes::concerns(const Plan& plan) const {
  return plan.classes.empty() || (class_ && std::ranges::count(plan.classes, *class_) > 0);
}

Mean MeanTimes::own(const Plan& plan) const {
  if (plan.seconds != Plan::of_target) return mean_of(plan.seconds);
  if (plan.what == Plan::What::look_up)
    return {find_entry(scenario_.caches, plan.target)->value.time->mean()};
  if (plan.what == Plan::What::publish) {
    const auto& topic = find_entry(planned_.design->topics, plan.target)->value;
    return {topic.acks == Acknowledgement::none ? 0 : topic.append->mean()};
  }
  if (const auto* store = find_entry(scenario_.stores, plan.target))
    return {store->value.time->mean()};
  return {find_entry(planned_.design->projections, plan.target)->value.time->mean()};
}

Mean MeanTimes::all(const Plan& plan) const {
  if (!concerns(plan)) return {};
  return plan.times / plan.width * once(plan);
}

Mean MeanTimes::together(const Plan& plan) const {
  Mean longest;
  for (const auto& part : plan.parts) {
    const auto one = all(part);
    longest.value = std::max(longest.value, one.value);
    longest.exact = longest.exact && one.exact;
  }
  return plan.need == 0 ? longest : Mean{.value = 0, .exact = false};
}

Mean MeanTimes::once(const Plan& plan) const {
  if (plan.what == Plan::What::call) {
    const int callee = planned_.find(plan.target);
    return callee < 0 ? Mean{} : of(callee);
  }
  if (plan.what == Plan::What::at_once) return together(plan);
  auto sum = own(plan);
  for (const auto& part : plan.parts)
    if (plan.what == Plan::What::look_up)
      sum.exact = false;
    else
      sum += all(part);
  return sum;
}

Mean MeanTimes::work_in(const Plan& plan) const {
  if (!concerns(plan)) return {};
  Mean sum = plan.what == Plan::What::work ? own(plan) : Mean{};
  for (const auto& part : plan.parts)
    if (plan.what == Plan::What::look_up)
      sum.exact = false;
    else
      sum += work_in(part);
  return plan.times * sum;
}

}  // namespace faultline
