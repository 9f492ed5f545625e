#include "models/step.hpp"

#include "models/binding.hpp"
#include "models/instance.hpp"

namespace faultline {

void Step::fields(Fields& f) {
  declare(f);
  f("optional", optional_, {.says = "whether its failure only degrades the answer"});
  f("probability", probability_,
    {.says = "the share of requests that take this step", .at_least = 0, .at_most = 1});
}

void Step::attach(Binding& binding) {
  chance_ = binding.stream("chance");
  bind(binding);
}

Task<Answer> Step::run(Visit& visit) {
  if (manner_ == Manner::works)
    co_await visit.busy(time(visit));
  else
    act(visit);
  co_return Answer{Outcome::succeeded, {}};
}

}  // namespace faultline
