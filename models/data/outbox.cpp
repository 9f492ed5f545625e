#include "models/data/outbox.hpp"

#include <algorithm>

#include "models/requests/alone.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

namespace {

/// It is read when the one who asks is long gone.
Call without_span(Call call) {
  call.span = nullptr;
  return call;
}

}  // namespace

void OutboxSettings::fields(Fields& f) {
  f("store", store, {.says = "the store in which the events wait", .required = true});
  f("every", every, {.says = "for a polling relay: time between two polls", .positive = true});
  f("tail", tail,
    {.says = "or, for a relay that tails the store's log: time from the write to the publication",
     .at_least = 0});
  f("batch", batch, {.says = "most events that the relay takes at once", .at_least = 1});
  if (f.sound() && every.has_value() == tail.has_value())
    f.problems().add(f.place(), "an outbox needs either \"every\" or \"tail\", not both");
}

Outbox::Outbox(const OutboxSettings& settings, Sender& sender, const Relay& relay)
    : settings_(settings), sender_(sender), relay_(relay), written_(relay.service.calendar()) {
  itself_.request_class = &nobodys_;
  itself_.references = 1;
  relay_.store.read_log(*this);
}

void Outbox::write(const Call& call) {
  rows_.push_back({++written_rows_, without_span(call), TransactionRef(*call.transaction),
                   relay_.service.calendar().now()});
  sender_.announce(call);
  if (settings_.tail) written_.give();
}

void Outbox::start(TaskGroup& group) { faultline::start(run(), group); }

void Outbox::lost_since(Time since) {
  auto untrue = std::erase_if(forgotten_, [&](Time written) { return written >= since; });
  std::erase_if(rows_, [&](const Row& row) {
    if (row.written < since) return false;
    untrue += row.published;
    if (!row.published) sender_.withdraw(row.call);
    return true;
  });
  for (; untrue > 0; --untrue) relay_.store.primary().books().incident(Incident::phantom);
}

Instance* Outbox::at() const {
  auto& primary = relay_.store.primary();
  if (settings_.tail && !primary.up()) return nullptr;
  if (&relay_.service == &relay_.store.service()) return &primary;
  const auto& instances = relay_.service.instances();
  const auto found = std::ranges::find_if(instances, [](const auto& one) { return one->up(); });
  return found == instances.end() ? nullptr : found->get();
}

Task<void> Outbox::wait_for_rows() {
  auto& calendar = relay_.service.calendar();
  if (settings_.every) {
    co_await calendar.delay(*settings_.every);
    co_return;
  }
  while (rows_.empty()) co_await written_.next();
  const auto due = std::max(rows_.front().written + *settings_.tail, calendar.now());
  co_await calendar.delay(due - calendar.now());
}

/// How many of the first rows can be published now.
std::size_t Outbox::due() const {
  const auto most = std::min(rows_.size(), static_cast<std::size_t>(settings_.batch));
  const auto written_by = relay_.service.calendar().now() - settings_.tail.value_or(Duration{});
  const auto young = std::find_if(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(most),
                                  [&](const Row& row) { return row.written > written_by; });
  return static_cast<std::size_t>(young - rows_.begin());
}

Task<void> Outbox::run() {
  const auto again_after = settings_.every.value_or(std::chrono::milliseconds(100));
  for (;;) {
    co_await wait_for_rows();
    auto* instance = at();
    bool sent = false;
    if (instance) sent = co_await relay(*instance, due());
    if (!sent && settings_.tail) co_await relay_.service.calendar().delay(again_after);
  }
}

/// Whether so many of the first rows were published, and the relay lived to mark them.
Task<bool> Outbox::relay(Instance& at, std::size_t count) {
  ++itself_.id;
  Call call{.transaction = &itself_, .from = at.host(), .caller = at.number()};
  const Alone alone(call, at.books(), {.kind = SpanKind::background, .place = at.place()},
                    {Tracing::nobody});
  const auto wipes = at.condition().wipes;
  if (settings_.every) {
    const bool found = co_await ask_store(at, call);
    if (!found || at.condition().wipes != wipes) co_return false;
  }
  count = std::min(count, rows_.size());
  if (count == 0) co_return false;
  Parcel parcel(relay_.service.calendar());
  Numbers numbers;
  for (std::size_t i = 0; i < count; ++i) {
    parcel.add(rows_[i].call);
    numbers.push_back(rows_[i].number);
  }
  const auto sent = at.calendar().now();
  const auto answer = co_await sender_.send(call, parcel);
  const bool well = ended(answer);
  mark(numbers, parcel, sent);
  const bool told = parcel.stored.size() == count;
  if (!told || at.condition().wipes != wipes) co_return false;
  if (settings_.every) {
    auto marking = call;
    marking.attempt = 1;
    const bool marked = co_await ask_store(at, marking);
    if (!marked || at.condition().wipes != wipes) co_return false;
  }
  forget(numbers);
  co_return well;
}

/// Something that the relay asked for; whether it succeeded.
bool Outbox::ended(const Answer& answer) {
  relay_.store.primary().books().work(answer.spent, true);
  failed_ = usable(answer.outcome) ? no_cause : answer.cause;
  return usable(answer.outcome);
}

void Outbox::find_what_waits(Causes& causes) const {
  const auto why = why_it_waits(causes);
  if (why == no_cause) return;
  for (const auto& row : rows_) {
    const auto request = row.call.transaction->id;
    if (!row.published && causes.setback(request) == no_cause) causes.set_back(request, why);
  }
}

CauseId Outbox::why_it_waits(Causes& causes) const {
  auto because = failed_;
  if (!at()) {
    const auto& down = settings_.tail ? relay_.store.service() : relay_.service;
    because = causes.at(Symptom::down, down.place(), RootKind::unknown);
  }
  if (because == no_cause) return no_cause;
  return causes.hop(Symptom::not_relayed, relay_.store.service().place(), because);
}

/// Which of them stand in the topic, since they were sent at `at`.
void Outbox::mark(const Numbers& numbers, const Parcel& sent, Time at) {
  auto row = rows_.begin();
  for (std::size_t i = 0; i < sent.stored.size(); ++i) {
    row = std::find_if(row, rows_.end(), [&](const Row& one) { return one.number >= numbers[i]; });
    if (row == rows_.end() || row->number != numbers[i] || !sent.stored[i]) continue;
    if (!std::exchange(row->published, true)) trace_stay(*row, at);
  }
}

/// How long it waited, where its transaction is traced.
void Outbox::trace_stay(const Row& row, Time sent) {
  auto* spans = relay_.store.primary().books().spans();
  const auto publisher = spans ? spans->publisher(Event::id_of(row.call)) : SpanRecord::no_span;
  if (publisher == SpanRecord::no_span) return;
  spans->recorder().span({.request = row.call.transaction->id,
                          .number = spans->next_number(),
                          .parent = publisher,
                          .kind = SpanKind::stay,
                          .place = relay_.store.service().place(),
                          .began = row.written,
                          .ended = sent});
}

void Outbox::forget(const Numbers& numbers) {
  const auto safe_until = relay_.store.safe_until();
  std::erase_if(forgotten_, [&](Time written) { return written < safe_until; });
  std::erase_if(rows_, [&](const Row& row) {
    if (!row.published || !std::ranges::binary_search(numbers, row.number)) return false;
    if (row.written >= safe_until) forgotten_.push_back(row.written);
    return true;
  });
}

Task<bool> Outbox::ask_store(Instance& at, const Call& call) {
  const auto answer = co_await relay_.store.service().attempt(relay_.query, call);
  co_return ended(answer);
}

}  // namespace faultline
