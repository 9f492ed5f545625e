#include "models/instances/work.hpp"

#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"

namespace faultline {

void WorkStep::declare(Fields& f) {
  f("work", own_, {.says = "the service time", .required = true});
}

Duration WorkStep::way(const LeastTimes& times, const std::string&) const {
  return times.work(*own_);
}

void WorkStep::bind(Binding& binding) {
  time_ = own_.get();
  stream_ = binding.stream("work");
}

Duration WorkStep::time(Visit& visit) {
  auto draw = visit.call.draw(stream_);
  return visit.instance.stretched(time_->sample(draw), visit.call.transaction);
}

Kind<Step> work() { return kind<Step, WorkStep>("work", "Occupies a worker for a service time."); }

}  // namespace faultline
