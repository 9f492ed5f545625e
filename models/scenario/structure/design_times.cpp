#include "models/scenario/structure/design_times.hpp"

#include <algorithm>

namespace faultline {

namespace {

bool share_one(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  if (some.size() == 1 && others.size() == 1) return some == others;
  const std::set<std::string> known(some.begin(), some.end());
  return std::ranges::any_of(others, [&](const auto& one) { return known.contains(one); });
}

}  // namespace

const std::vector<std::string>& DesignTimes::hosts(const std::string& part) const {
  const auto [found, is_new] = hosts_.try_emplace(part);
  if (is_new) found->second = hosts_of(scenario_, part);
  return found->second;
}

Duration DesignTimes::way(const std::string& from, const std::string& to,
                          const MessageSizes& sizes) const {
  const auto& callers = hosts(from);
  const auto& callees = hosts(to);
  if (share_one(callers, callees)) return Duration::zero();
  auto least = Duration::max();
  for (const auto& asking : ways_.one_of_each_site(callers))
    for (const auto& asked : ways_.one_of_each_site(callees)) {
      const auto there = ways_.transit(asking, asked, sizes.request.count);
      const auto back = ways_.transit(asked, asking, sizes.response.count);
      if (there && back) least = std::min(least, *there + *back);
    }
  return least == Duration::max() ? Duration::zero() : least;
}

Duration DesignTimes::call(const std::string& from, const std::string& operation,
                           const MessageSizes& sizes) const {
  const auto at = service_in(operation);
  const auto* asked = outline_.find(operation);
  return way(from, at, sizes) + (asked ? steps(*asked) : Duration::zero());
}

Duration DesignTimes::steps(const Outline::Item& operation) const {
  std::vector<const Outline::Item*> open{&operation};
  while (!known_.contains(&operation)) {
    const auto* item = open.back();
    const auto before = open.size();
    if (known_.contains(item)) {
      open.pop_back();
      continue;
    }
    if (begun_.insert(item).second)
      for (const auto& call : item->mentions.calls)
        if (const auto* asked = outline_.find(call.operation.name);
            asked && !begun_.contains(asked))
          open.push_back(asked);
    if (open.size() > before) continue;
    open.pop_back();
    auto least = Duration::zero();
    for (const auto& step : *item->steps) least += step->least(*this, service_in(item->name));
    known_.emplace(item, least);
  }
  return known_.at(&operation);
}

Duration DesignTimes::query(const std::string& store, const Distribution* own) const {
  return work(own ? *own : *find_entry(scenario_.stores, store)->value.time);
}

Duration DesignTimes::append(const std::string& topic) const {
  return work(*find_entry(outline_.design->topics, topic)->value.append);
}

}  // namespace faultline
