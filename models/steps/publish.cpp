#include "models/data/outbox.hpp"
#include "models/instances/binding.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/work.hpp"
#include "models/policies/policy.hpp"
#include "models/requests/alone.hpp"
#include "models/spans/spans.hpp"
#include "sim/engine/alarm.hpp"

namespace faultline {

namespace {

/// How a publisher gathers events, to send several in one message: the first waits for `linger` at
/// most, or until there are `batch` of them. What is gathered is lost when its instance crashes.
/// Policies stand around the publishing of each event by itself: one that tries again has its event
/// gathered once more.
/// With Poisson events at rate a and no limit of number the mean wait is L (1 + a L / 2) / (1 + a
/// L).
struct GatheringSettings {
  static constexpr auto called = "batching";
  Duration linger{};
  std::int64_t batch = 1000;
  void fields(Fields& f) {
    f("linger", linger,
      {.says = "longest time that the first event of a batch waits",
       .positive = true,
       .required = true});
    f("batch", batch, {.says = "most events in a batch", .at_least = 2});
  }
};

/// Publishes an event and waits until the broker has it; nobody waits for the consumers. Without
/// `wait`, or where the topic acknowledges nothing, it does not know whether it arrived. With an
/// `outbox` the event is stored with what it tells of, and published by a relay: among the steps of
/// a transaction of that store when this is committed, or never. On behalf of an event that is
/// worked on effectively once it is a part of that transaction: the broker takes the event as any,
/// and once however often it is tried, and consumers have it when that is committed, or never. What
/// nobody waits for is sent only then.
class PublishStep final : public Step, public Asked {
 public:
  PublishStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    if (auto* session = within_ ? Session::of(visit, *within_) : nullptr) {
      session->at_commit([this, later = left_by(visit.call)] { stage(later); });
      return done();
    }
    if (waits() && !outbox_) return visit.asking([&] { return publish(visit.call); });
    if (visit.call.stage != 0)
      stage(left_by(visit.call));
    else
      let_go(left_by(visit.call));
    return done();
  }

 protected:
  void name(Mentions& mentions) const override {
    mentions.publishes.push_back(topic_);
    if (!outbox_settings_) mentions.without_outbox.push_back(topic_);
    if (!outbox_settings_ && wait_ && !mentions.optional) mentions.waits_for.push_back(topic_);
    if (tells_) mentions.told.push_back(*tells_);
    if (contract_) mentions.writes_contracts.push_back(*contract_);
    if (ttl_) mentions.expiring.push_back({topic_.name, ttl_place_});
    if (outbox_settings_) mentions.queries.push_back({outbox_settings_->store, true});
    mention_all(policies_, topic_, {size_, Bytes{64}}, mentions);
  }

  void declare(Fields& f) override {
    f("publish", topic_, {.says = "the topic", .required = true});
    f("size", size_, {.says = "size of the event", .at_least = 0});
    f("ttl", ttl_,
      {.says = "for a queue: time to live of an event that no consumer has taken; the topic's "
               "\"retention\" applies as well",
       .positive = true});
    f("contract", contract_,
      {.says = "the contract in whose format it is written, in the version of the instance that "
               "publishes it"});
    f("wait", wait_, {.says = "whether it waits for the broker's acknowledgement"});
    f("tells", tells_,
      {.says = "the effect that the event announces; an event without its effect, or the reverse, "
               "is counted"});
    f("policies", policies_, {.says = "the policies around the publication, outermost first"});
    f("batching", gathering_, {.says = "how events are collected into one message"});
    f("outbox", outbox_settings_,
      {.says = "publishes through a transactional outbox, from which a relay takes the event"});
    if (!f.sound()) return;
    ttl_place_ = f.place_of("ttl");
    if (!outbox_settings_) return;
    if (gathering_ || !policies_.empty() || !wait_)
      f.problems().add(f.place_of("outbox"),
                       "the relay of an outbox has no \"batching\", \"policies\" or \"wait\"");
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    const MessageSizes sizes{size_, Bytes{64}};
    return waits() && !outbox_settings_
               ? times.way(at, topic_.name, sizes) + times.append(topic_.name)
               : Duration::zero();
  }

  Plan plan() const override {
    return surrounded(policies_, {.what = Plan::What::publish,
                                  .seconds = wait_ && !outbox_settings_ ? Plan::of_target : 0,
                                  .target = topic_.name});
  }

  void bind(Binding& binding) override {
    group_ = &binding.background();
    staging_ = &binding.staging();
    own_ = &binding.own_service();
    books_ = &binding.books();
    auto& topic = binding.topic(topic_.name);
    acknowledged_ = topic.settings().acks != Acknowledgement::none;
    Sender::Settings settings{
        .size = size_, .ttl = ttl_, .in_parcels = gathering_ || outbox_settings_};
    if (tells_) settings.tells = std::uint32_t{1} << binding.effect(tells_->name);
    occurrence_ = settings.occurrence = binding.occurrence("event of " + topic_.name);
    if (contract_) formats_ = settings.formats = binding.formats(contract_->name);
    named_on_arrival_ =
        policies_.empty() && !gathering_ && !outbox_settings_ && !tells_ && !contract_ && waits();
    settings.names = named_on_arrival_;
    binding.transactions().have_told(settings.tells);
    sender_.emplace(topic, binding.append_time(topic_.name),
                    binding.stream("publish " + topic_.name), settings);
    target_ = sender_->target();
    if (gathering_) target_.asked = this;
    bind_all(policies_, "publish " + topic_.name, binding);
    gathered_.resize(own_->instances().size() *
                     std::max<std::size_t>(1, topic.partitions().size()));
    if (outbox_settings_) bind_outbox(binding);
  }

 private:
  using ParcelRef = std::shared_ptr<Parcel>;

  /// A call that is made later, when the one who asks may be gone, and the number of its span.
  struct Later {
    Call call;
    std::uint32_t span;
  };

  static Later left_by(const Call& call) {
    Later later{call, call.span ? call.span->number() : SpanRecord::no_span};
    later.call.span = nullptr;
    return later;
  }

  static Task<Answer> done() { co_return Answer{Outcome::succeeded, {}}; }
  bool waits() const { return wait_ && acknowledged_; }

  Task<Answer> publish(const Call& call) {
    return named_on_arrival_ ? bring(call) : telling(published_by(call));
  }

  /// The event that this call publishes, in the format of the instance that asks.
  Call published_by(const Call& call) const {
    auto own = call.publishing(occurrence_);
    if (!formats_.empty()) own.format = formats_[own_->instances()[call.caller]->build()];
    return own;
  }

  /// What the policies stand around, where events are gathered.
  Task<Answer> ask(const Call& call) override { return gather(call); }

  Task<Answer> bring(const Call& call) { return Next(policies_, target_)(call); }

  /// What happened and is not told stays unknown to who follows the topic.
  Task<Answer> telling(Call call) {
    const auto answer = co_await bring(call);
    if (!usable(answer.outcome) && sender_->has_happened(call)) sender_->announce(call);
    co_return answer;
  }

  /// It is let go when what it is published for is committed.
  void stage(const Later& later) {
    const TransactionRef keep(*later.call.transaction);
    staging_->put(later.call.stage, [this, later, keep] { let_go(later); });
  }

  /// Nobody waits for it.
  void let_go(const Later& later) {
    const Later own{published_by(later.call), later.span};
    if (own.span != SpanRecord::no_span)
      books_->spans()->published(Event::id_of(own.call), own.span);
    if (outbox_)
      outbox_->write(own.call);
    else
      start(alone(own, TransactionRef(*own.call.transaction)), *group_);
  }

  Task<void> alone(Later later, TransactionRef /*keep*/) {
    auto& call = later.call;
    Alone alone(call, *books_, {.kind = SpanKind::background, .place = own_->place()},
                {call.transaction->id, later.span});
    call.cancellable = false;
    call.deadline = end_of_time;
    sender_->topic().expect(sender_->id_of(call));
    const auto answer = co_await telling(call);
    set_back(call, answer.cause);
    alone.end(answer.outcome);
    if (sender_->topic().expect_no_more(sender_->id_of(call))) sender_->announce(call);
    books_->work(answer.spent, usable(answer.outcome));
  }

  Task<Answer> gather(const Call& call) {
    const auto place =
        call.caller * std::max<std::size_t>(1, sender_->topic().partitions().size()) +
        sender_->topic().partition_of(call);
    const auto wipes = own_->instances()[call.caller]->condition().wipes;
    if (!gathered_[place] || gathered_[place]->wipes != wipes) {
      gathered_[place] = std::make_shared<Parcel>(sender_->topic().calendar(), wipes);
      start(send(place, gathered_[place]), *group_);
    }
    const auto parcel = gathered_[place];
    parcel->add(call);
    if (std::ssize(parcel->calls) == gathering_->batch) {
      gathered_[place] = nullptr;
      parcel->full.give();
    }
    const Wait wait(call.span, Activity::topic);
    co_await parcel->sent.opened();
    const auto at = sender_->topic().nodes().place();
    const auto cause = usable(parcel->outcome)
                           ? no_cause
                           : cause_at(call, Symptom::topic_closed, at, RootKind::unknown);
    co_return Answer{.outcome = parcel->outcome, .cause = cause};
  }

  Task<void> send(std::size_t place, ParcelRef parcel) {
    auto& calendar = sender_->topic().calendar();
    Alarm linger(calendar, calendar.now() + gathering_->linger);
    auto filled = filled_up(*parcel);
    co_await first_of(filled, linger);
    if (gathered_[place] == parcel) gathered_[place] = nullptr;
    const auto call = parcel->calls.front();
    if (own_->instances()[call.caller]->condition().wipes == parcel->wipes) {
      const auto answer = co_await sender_->send(call, *parcel);
      books_->work(answer.spent, usable(answer.outcome));
      parcel->outcome = answer.outcome;
    }
    parcel->sent.open();
  }

  static Task<Answer> filled_up(Parcel& parcel) {
    co_await parcel.full.next();
    co_return Answer{};
  }

  void bind_outbox(Binding& binding) {
    auto& store = binding.store(outbox_settings_->store.name);
    within_ = binding.transaction_of(outbox_settings_->store.name);
    Steps steps;
    steps.push_back(
        std::make_unique<WorkStep>(store.time(), binding.stream("relay " + topic_.name)));
    query_ = Operation("relay " + topic_.name, unrecorded_operation, std::move(steps));
    const Target query{.service = &store.service(), .operation = &query_, .chooser = &store};
    outbox_.emplace(*outbox_settings_, *sender_,
                    Outbox::Relay{binding.own_service(), store, query});
    outbox_->start(*group_);
  }

  Reference topic_;
  Bytes size_{1024};
  std::optional<Duration> ttl_;
  Place ttl_place_;
  bool wait_ = true;
  bool acknowledged_ = true;
  bool named_on_arrival_ = true;  ///< nobody needs to know the event before the broker has it
  std::uint64_t occurrence_ = 0;
  std::optional<Reference> contract_;
  std::vector<std::uint8_t> formats_;  ///< by build of its service
  std::optional<Reference> tells_;
  Policies policies_;
  Target target_;
  std::optional<GatheringSettings> gathering_;
  std::optional<OutboxSettings> outbox_settings_;
  std::optional<Sender> sender_;
  std::optional<Outbox> outbox_;
  Operation query_;
  std::vector<ParcelRef> gathered_;  ///< by caller, then by partition
  TaskGroup* group_ = nullptr;
  Staging* staging_ = nullptr;
  const Step* within_ = nullptr;  ///< the transaction of its outbox's store that it is a part of
  Service* own_ = nullptr;
  Books* books_ = nullptr;
};

}  // namespace

Kind<Step> publish() {
  return kind<Step, PublishStep>("publish", "Publishes an event, which consumers process later.");
}

}  // namespace faultline
