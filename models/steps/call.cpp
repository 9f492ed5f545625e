#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/step.hpp"
#include "models/policies/policy.hpp"
#include "models/serving/service.hpp"

namespace faultline {

namespace {

/// Asks another operation and waits for its answer, through the policies around the call.
class CallStep final : public Step {
 public:
  CallStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    if (!formats_.empty()) return visit.asking([&] { return in_format(visit); });
    return visit.asking([&] { return Next(policies_, target_)(visit.call); });
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool needed = !mentions.optional && !optional() && !stand_in(policies_);
    mentions.calls.push_back({operation_, !needed});
    mention_all(policies_, operation_, target_.sizes, mentions);
    if (contract_) mentions.writes_contracts.push_back(*contract_);
  }

  void declare(Fields& f) override {
    f("call", operation_,
      {.says = "the operation to call, \"service.operation\"", .required = true});
    f("policies", policies_, {.says = "the policies around the call, outermost first"});
    f("request", target_.sizes.request, {.says = "size of the request", .at_least = 0});
    f("contract", contract_,
      {.says =
           "the contract in whose format the request is written, in the version of the instance "
           "that calls"});
    f("response", target_.sizes.response, {.says = "size of the response", .at_least = 0});
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    return stand_in(policies_) ? Duration::zero() : times.call(at, operation_.name, target_.sizes);
  }

  Plan plan() const override {
    return surrounded(policies_, {.what = Plan::What::call, .target = operation_.name});
  }

  void bind(Binding& binding) override {
    binding.aim(target_, binding.service_of(operation_.name));
    target_.operation = &binding.operation(operation_.name);
    target_.occurrence = binding.occurrence("call " + operation_.name);
    bind_all(policies_, operation_.name, binding);
    if (contract_) formats_ = binding.formats(contract_->name);
  }

 private:
  Task<Answer> in_format(Visit& visit) {
    auto call = visit.call;
    call.format = formats_[visit.instance.build()];
    const auto answer = co_await Next(policies_, target_)(call);
    co_return answer;
  }

  Reference operation_;
  std::optional<Reference> contract_;
  std::vector<std::uint8_t> formats_;  ///< by build of its service
  Policies policies_;
  Target target_;
};

}  // namespace

Kind<Step> call() {
  return kind<Step, CallStep>("call", "Calls another operation and waits for its response.");
}

}  // namespace faultline
