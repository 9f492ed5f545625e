#include <algorithm>

#include "models/world/client_view.hpp"
#include "models/world/world.hpp"
#include "sim/language/among.hpp"

/// What the conditions of a scenario see of this world.
namespace faultline {

/// Nothing of it outlives the world.
class World::Lookout final : public Sights {
 public:
  explicit Lookout(World& world) : world_(world) {}

  Level waiting(const std::string& of) override {
    if (const auto group = world_.subscriptions_.find(of); group != world_.subscriptions_.end())
      return [&own = *group->second] { return static_cast<double>(own.waiting()); };
    if (const auto store = world_.stores_.find(of); store != world_.stores_.end())
      return [&own = store->second] { return static_cast<double>(own.waiting()); };
    const auto part = world_.parts_.find(of);
    if (part == world_.parts_.end()) return {};
    return [&own = part->second] { return static_cast<double>(own.waiting()); };
  }

  Level lag(const std::string& of) override {
    const auto group = world_.subscriptions_.find(of);
    if (group == world_.subscriptions_.end()) return {};
    return [&own = *group->second] { return seconds(own.lag()); };
  }

  Level utilisation(const std::string& of) override {
    const auto part = world_.parts_.find(of);
    if (part == world_.parts_.end()) return {};
    return [&own = part->second, &calendar = world_.calendar_, before = 0.0,
            then = start_of_run]() mutable {
      const auto used = own.used();
      const auto busy = (used - std::exchange(before, used)) / 1e9;
      const auto passed = seconds(calendar.now() - std::exchange(then, calendar.now()));
      return busy / (passed * static_cast<double>(own.running()));
    };
  }

  Level of_clients(const ClientQuestion& question) override {
    auto& view = world_.client_view();
    view.keep(question.window);
    std::optional<std::uint32_t> of_class;
    if (question.request_class) of_class = world_.request_class(*question.request_class);
    return [&view, what = question.what, window = question.window, of_class] {
      return view.value(what, window, of_class);
    };
  }

  Level budget_burnt(double objective) override {
    return [&view = world_.client_view(), objective, length = world_.frame_.length] {
      return view.budget_burnt(objective, length);
    };
  }

  std::function<bool()> under_way(const std::string& name) override {
    for (const auto& [release, builds] : world_.planned_)
      if (release->name.name == name)
        return [this_world = &world_, own = release] {
          return this_world->calendar_.now() >= Time{own->at} &&
                 !this_world->released_.contains(own);
        };
    if (among(names_in(world_.scenario_.workflow_spans), name))
      return [&world = world_, name] {
        return std::ranges::any_of(
            world.scenario_.workflow_spans, [&](const WorkflowLayout::Span& span) {
              return span.name == name && span.when.from <= world.calendar_.now() &&
                     world.calendar_.now() < span.when.to;
            });
      };
    return [&world = world_, name] {
      return world.injector_.is_under_way(name) || world.changer_.is_under_way(name);
    };
  }

 private:
  World& world_;
};

std::function<bool()> World::condition_of(const Criterion& condition) {
  Lookout lookout(*this);
  return condition.observed(lookout);
}

/// Made when somebody first asks for it, before anything happens.
ClientView& World::client_view() {
  if (!client_view_) {
    auto view = std::make_unique<ClientView>(calendar_, frame_.warm, frame_.deadline);
    client_view_ = view.get();
    auto& policies = scenario_.transaction.policies;
    policies.insert(policies.begin(), std::move(view));
  }
  return *client_view_;
}

}  // namespace faultline
