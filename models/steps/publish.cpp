#include "models/binding.hpp"
#include "models/instance.hpp"
#include "models/least_times.hpp"
#include "models/mentions.hpp"
#include "models/steps/work.hpp"

namespace faultline {

namespace {

/// Puts the event of the present call into the topic.
class AppendStep final : public Step {
 public:
  explicit AppendStep(Topic& topic) : Step(Manner::acts), topic_(topic) {}
  void act(Visit& visit) override { topic_.publish(visit.call); }

 private:
  Topic& topic_;
};

/// Publishes an event and waits until the broker has it; nobody waits for the consumers.
class PublishStep final : public Step {
 public:
  PublishStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    return visit.asking([&] { return target_.service->attempt(target_, visit.call); });
  }

 protected:
  void name(Mentions& mentions) const override { mentions.publishes.push_back(topic_); }

  void declare(Fields& f) override {
    f("publish", topic_, {.says = "the topic", .required = true});
    f("size", target_.sizes.request, {.says = "size of the event", .at_least = 0});
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    return times.way(at, topic_.name, target_.sizes);
  }

  void bind(Binding& binding) override {
    auto& topic = binding.topic(topic_.name);
    target_.service = &topic.broker();
    target_.operation = &append_;
    Steps steps;
    steps.push_back(std::make_unique<WorkStep>(binding.append_time(topic_.name),
                                               binding.stream("publish " + topic_.name)));
    steps.push_back(std::make_unique<AppendStep>(topic));
    append_ = Operation("publish " + topic_.name, unrecorded_operation, std::move(steps));
  }

 private:
  Reference topic_;
  Target target_{.sizes = {.response = Bytes{64}}};
  Operation append_;
};

}  // namespace

Kind<Step> publish() {
  return kind<Step, PublishStep>("publish", "Publishes an event; consumers work on it later.");
}

}  // namespace faultline
