#include <algorithm>

#include "models/pauses/pause.hpp"

namespace faultline {

namespace {

/// A collector that stops the world. Of the heap, L = base + live n is in use while n requests are
/// in flight; each request has allocated `garbage` by its end. Once what was left of the heap,
/// heap - L, has been allocated, all work stops for L / speed while what lives is copied. The more
/// requests are under way, the more often it stops and the longer; while it stops, more come. Where
/// nothing is left of the heap it still collects only once for each hundredth of it that is
/// allocated. Ignores generations and concurrent phases. Source: Jones, Hosking, Moss, "The Garbage
/// Collection Handbook", 2012, section 4 (the cost of copying is in proportion to what lives).
class GarbageCollection final : public Pause {
 public:
  void fields(Fields& f) override {
    f("heap", heap_, {.says = "size of the heap", .at_least = 1, .required = true});
    f("base", base_, {.says = "live data that is always on the heap", .at_least = 0});
    f("live", live_,
      {.says = "live data of each request in flight", .at_least = 0, .required = true});
    f("garbage", garbage_,
      {.says = "garbage that each request leaves in all", .at_least = 1, .required = true});
    f("speed", speed_,
      {.says = "live data that the collector copies per second", .positive = true});
    if (f.sound() && base_.count >= heap_.count)
      f.problems().add(f.place_of("base"), "\"base\" leaves no free space on the heap");
  }

  Task<void> run(Instance& instance, Stream) const override {
    for (;;) {
      const auto room = std::max(heap_.count - alive(instance), heap_.count / 100);
      const auto requests = std::max<std::int64_t>(1, room / garbage_.count);
      co_await instance.ended().reaches(instance.ended().value() + requests);
      const auto frozen = instance.frozen_while();
      const auto copied = static_cast<double>(std::min(alive(instance), heap_.count));
      co_await instance.calendar().delay(from_seconds(copied / speed_.bytes_per_second));
    }
  }

 private:
  std::int64_t alive(const Instance& instance) const {
    return base_.count + live_.count * instance.in_flight();
  }

  Bytes heap_;
  Bytes base_;
  Bytes live_;
  Bytes garbage_;
  Bandwidth speed_{1e9};
};

}  // namespace

Kind<Pause> garbage_collection() {
  return kind<Pause, GarbageCollection>("garbage_collection",
                                        "Stops the world when the heap is full.");
}

}  // namespace faultline
