#include <fmt/format.h>

#include "models/instances/binding.hpp"
#include "models/policies/policy.hpp"
#include "models/serving/waiting_room.hpp"

namespace faultline {

namespace {

/// Each caller has its own slots for this dependency: when the dependency is slow, it occupies no
/// more of the caller's workers than these. Without a queue a call is rejected when no slot is
/// free. Source: Nygard, "Release It!", 2nd ed., 2018, section 5.4.
class Bulkhead final : public Policy {
 public:
  void bind(Binding& binding) override {
    rooms_.make(binding.callers(), [this, &calendar = binding.calendar()](auto) {
      const RoomSettings settings{.slots = slots_, .queue = queue_, .patience = longest_wait_};
      return std::make_unique<WaitingRoom>(calendar, settings);
    });
  }
  void changed() override {
    rooms_.visit([&](WaitingRoom& room) { room.resize(slots_, queue_); });
  }

  Task<Answer> apply(const Call& call, Next next) override {
    auto& room = rooms_.of(call);
    auto slot = room.try_acquire();
    if (!slot && !room.full()) {
      const Wait wait(call.span, Activity::slot, &room.occupants());
      slot = co_await room.wait();
    }
    if (!slot) co_return room.rejection(call, Symptom::slots_busy, next.target().place());
    Occupants::Place place;
    place.take(room.occupants(), call.span);
    const auto answer = co_await next(call);
    co_return answer;
  }

  bool takes_time() const override { return queue_ > 0; }
  std::optional<std::int64_t> slots() const override { return slots_; }
  std::string idle_in(const Surroundings& around) const override {
    if (!around.at_once || slots_ < *around.at_once) return {};
    return fmt::format(
        "it never limits anything: one caller has at most {} calls under way at once, and "
        "\"slots\" is {}",
        *around.at_once, slots_);
  }

 protected:
  void declare(Fields& f) override {
    f("slots", slots_,
      {.says = "calls that one caller may have under way at once",
       .at_least = 1,
       .required = true,
       .changeable = true});
    f("queue", queue_,
      {.says = "calls that may wait for a slot", .at_least = 0, .changeable = true});
    f("longest_wait", longest_wait_,
      {.says = "how long a call waits for a slot", .positive = true});
    if (f.sound() && longest_wait_ && queue_ == 0)
      f.problems().add(f.place_of("longest_wait"),
                       "it has no effect without \"queue\": no call waits");
  }

 private:
  std::int64_t slots_ = 1;
  std::int64_t queue_ = 0;
  std::optional<Duration> longest_wait_;
  PerCaller<WaitingRoom> rooms_;
};

}  // namespace

Kind<Policy> bulkhead() {
  return kind<Policy, Bulkhead>("bulkhead",
                                "Limits how many calls to this dependency are under way at once.");
}

}  // namespace faultline
