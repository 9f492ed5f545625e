#include "models/events/topics/parcel.hpp"

#include <algorithm>

#include "models/instances/work.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

void remember_publisher(const Call& call) {
  if (call.span && call.span->traced())
    call.span->spans().published(Event::id_of(call), call.span->number());
}

/// Puts the event of the present call, or those of its parcel, into the topic.
class Sender::Append final : public Step {
 public:
  Append(Sender& sender, Manner manner) : Step(manner), sender_(sender) {}

  void act(Visit& visit) override {
    number(visit);
    remember_publisher(visit.call);
    sender_.topic_.take_at_once(visit.call, sender_.kind_of(visit.call));
    tell(visit.call);
  }

  Task<Answer> run(Visit& visit) override {
    const auto found = sender_.under_way_.find({visit.call.transaction->id, visit.call.attempt});
    if (found == sender_.under_way_.end()) {
      number(visit);
      remember_publisher(visit.call);
      const auto answer = co_await sender_.topic_.take(visit.call, sender_.kind_of(visit.call));
      if (usable(answer.outcome)) tell(visit.call);
      co_return answer;
    }
    auto& parcel = *found->second;
    auto outcome = Outcome::succeeded;
    for (const auto& call : parcel.calls) {
      const auto answer = co_await sender_.topic_.take(call, sender_.kind_of(call));
      parcel.stored.push_back(usable(answer.outcome));
      if (parcel.stored.back())
        tell(call);
      else
        outcome = answer.outcome;
    }
    co_return Answer{outcome, {}};
  }

 private:
  void number(Visit& visit) const {
    if (sender_.names_) visit.call = visit.call.publishing(sender_.occurrence_);
  }
  /// On behalf of a transaction it is told when that is committed.
  void tell(const Call& call) const {
    if (sender_.tells_ == 0) return;
    const TransactionRef keep(*call.transaction);
    sender_.topic_.staging().put(call.stage,
                                 [keep, tells = sender_.tells_] { keep->told |= tells; });
  }

  Sender& sender_;
};

Sender::Sender(Topic& topic, const Distribution& append, Stream stream, const Settings& settings)
    : topic_(topic),
      kind_(topic.kind_of({.size = settings.size.count, .ttl = settings.ttl})),
      formats_(settings.formats),
      tells_(settings.tells),
      names_(settings.names),
      occurrence_(settings.occurrence) {
  for (const auto format : formats_) {
    kinds_.resize(std::max<std::size_t>(kinds_.size(), format + 1));
    kinds_[format] =
        topic.kind_of({.size = settings.size.count, .ttl = settings.ttl, .format = format});
  }
  const bool at_once = topic.takes_at_once() && !settings.in_parcels;
  Steps steps;
  steps.push_back(std::make_unique<WorkStep>(append, stream));
  steps.push_back(
      std::make_unique<Append>(*this, at_once ? Step::Manner::acts : Step::Manner::asks));
  append_ = Operation("publish", unrecorded_operation, std::move(steps));
  target_ = {.service = &topic.nodes(),
             .operation = &append_,
             .sizes = {settings.size, Bytes{64}},
             .chooser = &topic,
             .kind = SpanKind::publish,
             .topic = topic.own().place()};
}

void Sender::announce(const Call& call) const {
  topic_.announce({call, kind_of(call), topic_.calendar().now()});
}

void Sender::withdraw(const Call& call) const {
  topic_.withdraw({call, kind_of(call), topic_.calendar().now()});
}

Task<Answer> Sender::send(const Call& call, Parcel& parcel) {
  auto own = call;
  while (!under_way_.try_emplace(Name{own.transaction->id, own.attempt}, &parcel).second)
    own.attempt = nested_attempt(own.attempt, 1);
  auto target = target_;
  target.sizes.request.count *= std::max<std::int64_t>(1, std::ssize(parcel.calls));
  const auto answer = co_await target.service->attempt(target, own);
  under_way_.erase({own.transaction->id, own.attempt});
  co_return answer;
}

}  // namespace faultline
