#include "models/instances/binding.hpp"
#include "models/world/world.hpp"

namespace faultline {

void World::build_client() {
  const auto& transaction = scenario_.transaction;
  Binding binding(*this, "client", nullptr);
  bind_all(transaction.policies, transaction.entry.name, binding);
  client_.stand_on(host("client", transaction.host ? &*transaction.host : nullptr));
  const auto& workload = *scenario_.workload;
  std::vector<double> shares;
  for (const auto& entry : workload.classes()) shares.push_back(entry.value.share);
  Mix mix(request_classes(), shares, keys_, streams_);
  mix.come_from(static_cast<std::uint64_t>(workload.clients()));
  client_.ask_for(std::move(mix), transaction.policies);
  build_follow_up();
  if (transaction.saga)
    start(transactions_.watch_sagas(calendar_, transaction.saga->within), background_);
}

void World::build_follow_up() {
  const auto& settings = scenario_.transaction.follow_up;
  if (!settings) return;
  follow_up_.emplace(network_, books_, effect(settings->until.name), settings->give_up);
  if (settings->ask)
    follow_up_->ask({.target = {.service = &service_of(settings->ask->name),
                                .operation = &operation(settings->ask->name)},
                     .pause = settings->pause()});
  client_.go_on_with(*follow_up_);
}

std::vector<RequestClass> World::request_classes() {
  const auto& transaction = scenario_.transaction;
  const Binding client(*this, "client", nullptr);
  const auto target = [&](const std::string& name) {
    Target target{.operation = &operation(name), .sizes = transaction.sizes};
    client.aim(target, service_of(name));
    return target;
  };
  const RequestClass usual{.effects = effects(transaction.effects),
                           .target = target(transaction.entry.name),
                           .transactions = &transactions_};
  std::vector<RequestClass> classes;
  for (const auto& [name, place, settings] : scenario_.workload->classes()) {
    auto& own = classes.emplace_back(usual);
    own.name = name;
    own.number = static_cast<std::uint32_t>(classes.size() - 1);
    own.priority = static_cast<int>(settings.priority);
    if (settings.effects) own.effects = effects(*settings.effects);
    if (settings.entry) own.target = target(settings.entry->name);
  }
  if (classes.empty()) classes.push_back(usual);
  return classes;
}

std::uint32_t World::effects(const std::vector<Reference>& names) const {
  std::uint32_t bits = 0;
  for (const auto& effect : names) bits |= std::uint32_t{1} << this->effect(effect.name);
  return bits;
}

}  // namespace faultline
