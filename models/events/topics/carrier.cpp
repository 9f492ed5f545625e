#include "models/events/topics/carrier.hpp"

#include "models/instances/work.hpp"
#include "models/requests/alone.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

/// Puts the event that is carried by the present call into the topic.
class Carrier::Put final : public Step {
 public:
  explicit Put(Carrier& carrier) : Step(Manner::asks), carrier_(carrier) {}

  Task<Answer> run(Visit& visit) override {
    const auto& call = visit.call;
    const auto found = carrier_.under_way_.find({Event::id_of(call), call.attempt});
    const auto [event, kind] = found->second;
    const Event carried = *event;
    const auto answer = co_await carrier_.to_.take(call, kind, &carried);
    co_return answer;
  }

 private:
  Carrier& carrier_;
};

Carrier::Carrier(Topic& to, const Distribution& append, Stream stream, const Settings& settings)
    : to_(to), size_(settings.size), buries_(settings.buries) {
  to.kind_of({.size = size_.count});
  Steps steps;
  steps.push_back(std::make_unique<WorkStep>(append, stream));
  steps.push_back(std::make_unique<Put>(*this));
  append_ = Operation("carry", unrecorded_operation, std::move(steps));
  target_ = {.service = &to.nodes(),
             .operation = &append_,
             .sizes = {settings.size, Bytes{64}},
             .chooser = &to,
             .kind = SpanKind::publish,
             .topic = to.own().place()};
}

Task<bool> Carrier::carry(Event event, Origin from, std::uint64_t tries) {
  auto call = event.call(from.host, tries);
  call.first = false;
  call.poisoned = false;
  if (buries_) event.cure();
  const auto& books = to_.own().books();
  Alone alone(call, books, {.kind = SpanKind::background, .place = from.place},
              {call.transaction->id,
               books.spans() ? books.spans()->publisher(event.id()) : SpanRecord::no_span});
  const auto place = under_way_.emplace(
      Name{event.id(), call.attempt},
      UnderWay{&event, to_.kind_of({.size = size_.count, .format = from.format})});
  const auto answer = co_await target_.service->attempt(target_, call);
  alone.end(answer.outcome);
  under_way_.erase(place);
  to_.own().books().work(answer.spent, true);
  co_return usable(answer.outcome);
}

}  // namespace faultline
