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
        warn(place,
             "it never hits: the workload has no \"keys\", so that each key is used only once");
      if (cache.rules.stale_for > Duration::zero() && !cache.rules.ttl)
        warn(place, "\"stale_for\" has no effect without \"ttl\": entries never expire");
      if (cache.rules.ttl_jitter > 0 && !cache.rules.ttl)
        warn(place, "\"ttl_jitter\" has no effect without \"ttl\": entries never expire");
    }
    for (const auto& design : scenario_.designs)
      for (const auto& [name, place, projection] : design.value.projections)
        if (!keys)
          warn(place,
               "no read can be stale: the workload has no \"keys\", so that each request reads "
               "only its own data");
    for (const auto& [name, place, service] : scenario_.services) check(service, place);
  }

 private:
  void check(const ServiceSettings& service, const Place& place) {
    const bool alone = service.most_instances() == 1;
    if (alone && service.ejection) warn(place, "\"ejection\" has no effect with one instance");
    if (alone && service.slow_start > Duration::zero())
      warn(place, "\"slow_start\" has no effect with one instance");
    if (service.health && service.health->every >= scenario_.run.length)
      warn(place, "\"health\": the first check comes after the end of the run");
    if (service.ejection && !alone &&
        service.ejection->at_most * static_cast<double>(service.most_instances()) < 1)
      warn(place, "\"ejection\" has no effect: \"at_most\" allows less than one instance");
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
