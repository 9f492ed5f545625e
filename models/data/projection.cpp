#include "models/data/projection.hpp"

#include "models/events/topics/topic.hpp"

namespace faultline {

void ProjectionSettings::fields(Fields& f) {
  f("owner", owner, {.says = "the service that keeps the copy and reads it", .required = true});
  f("of", of, {.says = "the topic whose events update it", .required = true});
  f("connections", connections,
    {.says = "reads and updates that run at once; more wait", .at_least = 1, .at_most = 1000000});
  f("time", time, {.says = "service time of a read or an update; 1ms by default"});
  if (f.reading() && !time) time = always(std::chrono::milliseconds(1));
  f("versioned", versioned,
    {.says =
         "whether events carry a version, so that an older one does not overwrite a newer one"});
  f("durable", durable, {.says = "whether its contents survive a crash"});
  f("rebuild", rebuild,
    {.says = "time per event in the log to rebuild it after its contents were lost",
     .at_least = 0});
  location.declare_host(f);
  location.declare_placement(f);
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound on availability",
     .at_least = 0,
     .at_most = 1});
  location.check(f);
}

Projection::Projection(const ProjectionSettings& settings, Service& service, Topic& topic,
                       bool keys)
    : settings_(settings),
      service_(service),
      topic_(topic),
      copy_({.versioned = settings.versioned, .keys = keys, .expires = topic.settings().forgets()}),
      built_(service.calendar()) {}

void Projection::start(TaskGroup& group) {
  group_ = &group;
  topic_.follow(*this);
  service_.instances().front()->listen(*this);
}

void Projection::changed(Instance& instance) {
  const bool crashed = std::exchange(up_, instance.up()) && !instance.up();
  const auto wipes = instance.condition().wipes;
  if (std::exchange(wipes_, wipes) != wipes && !(crashed && settings_.durable)) built_.close();
  if (built() || !instance.up() || std::exchange(rebuilding_, wipes_) == wipes_) return;
  faultline::start(rebuild(), *group_);
}

Task<void> Projection::rebuild() {
  auto& instance = *service_.instances().front();
  const auto wipes = wipes_;
  const auto began = service_.calendar().now();
  copy_.read_again(topic_.held_since());
  const auto events = static_cast<std::int64_t>(topic_.held());
  co_await service_.calendar().delay(instance.stretched(settings_.rebuild * events));
  if (wipes_ != wipes) co_return;
  built_.open();
  instance.books().rebuild(began);
}

}  // namespace faultline
