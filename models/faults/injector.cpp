#include "models/faults/injector.hpp"

namespace faultline {

void Injector::schedule(Fault& fault, std::vector<Instance*> targets) {
  for (auto* instance : targets) instance->expect_faults();
  start(inject(fault, std::move(targets)), group_);
}

Task<void> Injector::inject(Fault& fault, std::vector<Instance*> targets) {
  co_await calendar_.delay(fault.starts() - start_of_run);
  begin(fault, targets);
  if (fault.ends() == end_of_time) co_return;
  co_await calendar_.delay(fault.ends() - fault.starts());
  end(fault, targets);
}

void Injector::begin(Fault& fault, const std::vector<Instance*>& targets) {
  ++under_way_;
  struck_.insert(struck_.end(), targets.begin(), targets.end());
  for (auto* instance : targets) fault.begin(*instance);
}

void Injector::end(Fault& fault, const std::vector<Instance*>& targets) {
  for (auto* instance : targets) fault.end(*instance);
  if (--under_way_ > 0) return;
  for (const auto* instance : struck_)
    check(instance->condition().healthy(), "a fault's end restores what its begin took");
  struck_.clear();
}

}  // namespace faultline
