#include "models/data/capture.hpp"

#include "models/data/session.hpp"

namespace faultline {

class Capture::Record final : public Step {
 public:
  explicit Record(Outbox& log) : Step(Manner::acts), log_(log) {}

  void act(Visit& visit) override {
    auto call = visit.call.publishing(0);
    remember_publisher(call);
    call.span = nullptr;
    if (auto* session = std::exchange(call.session, nullptr))
      session->at_commit([this, call] { log_.write(call); });
    else
      log_.write(call);
  }

 private:
  Outbox& log_;
};

void CaptureSettings::fields(Fields& f) {
  f("topic", topic, {.says = "the topic to which the changes are published", .required = true});
  f("lag", lag, {.says = "time from the commit of a write to its publication", .at_least = 0});
  f("size", size, {.says = "size of an event", .at_least = 0});
}

Capture::Capture(const CaptureSettings& settings, Sender& sender, Store& store)
    : log_(reading_, sender, {.service = store.service(), .store = store, .query = {}}) {
  reading_.tail = settings.lag;
}

std::unique_ptr<Step> Capture::recording() { return std::make_unique<Record>(log_); }

}  // namespace faultline
