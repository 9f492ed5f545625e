#include <fmt/format.h>

#include "models/scenario/validation/validation.hpp"

namespace faultline {

namespace {

/// Warns of settings that can have no effect in this scenario.
class IdleSettings {
 public:
  IdleSettings(const Scenario& scenario, Problems& problems)
      : scenario_(scenario), problems_(problems) {}

  void check() {
    const bool keys = scenario_.workload->keys().has_value();
    for (const auto& [name, place, cache] : scenario_.caches) {
      if (!keys)
        warn(place, "it never hits: the workload has no \"keys\", so that no key comes twice");
      if (cache.rules.stale_for > Duration::zero() && !cache.rules.ttl)
        warn(place, "\"stale_for\" has no effect without \"ttl\": entries are fresh for ever");
      if (cache.rules.ttl_jitter > 0 && !cache.rules.ttl)
        warn(place, "\"ttl_jitter\" has no effect without \"ttl\": entries are fresh for ever");
    }
    for (const auto& design : scenario_.designs)
      for (const auto& [name, place, projection] : design.value.projections)
        if (!keys)
          warn(place, "each request reads what nobody else changes: the workload has no \"keys\"");
    for (const auto& [name, place, service] : scenario_.services) check(service, place);
  }

 private:
  void check(const ServiceSettings& service, const Place& place) {
    const bool alone = service.most_instances() == 1;
    if (alone && service.ejection) warn(place, "\"ejection\" has no effect with one instance");
    if (alone && service.slow_start > Duration::zero())
      warn(place, "\"slow_start\" has no effect with one instance");
    if (service.health && service.health->every >= scenario_.run.length)
      warn(place, "\"health\": no check takes place within the run");
    if (service.ejection && !alone &&
        service.ejection->at_most * static_cast<double>(service.most_instances()) < 1)
      warn(place, "\"ejection\" may take out less than one instance (\"at_most\")");
  }

  void warn(const Place& place, const std::string& message) { problems_.warn(place, message); }

  const Scenario& scenario_;
  Problems& problems_;
};

}  // namespace

void check_settings(const Scenario& scenario, Problems& problems) {
  IdleSettings(scenario, problems).check();
}

}  // namespace faultline
