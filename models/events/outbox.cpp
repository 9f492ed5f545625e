#include "models/events/outbox.hpp"

#include <algorithm>

namespace faultline {

void OutboxSettings::fields(Fields& f) {
  f("store", store, {.says = "the store in which the events wait", .required = true});
  f("every", every, {.says = "a relay that polls: time between two questions", .positive = true});
  f("tail", tail,
    {.says = "or one that tails the store's log: from the write to the publishing", .at_least = 0});
  f("batch", batch, {.says = "events that a relay takes at once", .at_least = 1});
  if (f.sound() && every.has_value() == tail.has_value())
    f.problems().add(f.place(), "an outbox needs \"every\" or \"tail\", and not both");
}

Outbox::Outbox(const OutboxSettings& settings, Sender& sender, const Relay& relay)
    : settings_(settings), sender_(sender), relay_(relay), written_(relay.service.calendar()) {
  itself_.request_class = &nobodys_;
  itself_.references = 1;
}

void Outbox::write(const Call& call) {
  rows_.push_back({call, TransactionRef(*call.transaction), relay_.service.calendar().now()});
  sender_.announce(call);
  if (settings_.tail) written_.give();
}

void Outbox::start(TaskGroup& group) { faultline::start(run(), group); }

Instance* Outbox::at() {
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
  const Call call{.transaction = &itself_, .from = at.host(), .caller = at.number()};
  const auto wipes = at.condition().wipes;
  if (settings_.every) {
    const bool found = co_await ask_store(call);
    if (!found || at.condition().wipes != wipes) co_return false;
  }
  if (count == 0) co_return false;
  Parcel parcel(relay_.service.calendar());
  for (std::size_t i = 0; i < count; ++i) parcel.add(rows_[i].call);
  const auto answer = co_await sender_.send(call, parcel);
  const bool told = parcel.stored.size() == count;
  if (!told || at.condition().wipes != wipes) co_return false;
  if (settings_.every) {
    auto marking = call;
    marking.attempt = 1;
    const bool marked = co_await ask_store(marking);
    if (!marked || at.condition().wipes != wipes) co_return false;
  }
  forget(parcel);
  co_return usable(answer.outcome);
}

void Outbox::forget(const Parcel& sent) {
  std::size_t row = 0;
  std::erase_if(rows_, [&](const Row&) {
    const auto number = row++;
    return number < sent.stored.size() && sent.stored[number];
  });
}

Task<bool> Outbox::ask_store(const Call& call) {
  const auto answer = co_await relay_.store->attempt(relay_.query, call);
  co_return usable(answer.outcome);
}

}  // namespace faultline
