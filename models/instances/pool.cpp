#include "models/instances/pool.hpp"

#include <algorithm>
#include <iterator>

namespace faultline {

void PanicSettings::fields(Fields& f) {
  f("below", below,
    {.says = "share of eligible instances below which panic mode starts; it always starts when "
             "none is eligible",
     .at_least = 0,
     .at_most = 1});
  f("fail", fail,
    {.says = "whether every call fails in panic mode; by default all running instances are used"});
  if (f.sound() && below == 0 && !fail)
    f.problems().add(f.place(), "it has no effect: these are the defaults");
}

void Pool::refresh() {
  const auto choose = [&](auto eligible) {
    choices_.clear();
    std::ranges::copy_if(members_, std::back_inserter(choices_), eligible);
    return !choices_.empty();
  };
  const auto running = [](const Member& member) { return member.standing->running; };
  const bool some = choose([](const Member& member) { return member.standing->eligible(); });
  const auto wanted =
      panic_ && panic_->below > 0
          ? panic_->below * static_cast<double>(std::ranges::count_if(members_, running))
          : 0;
  fails_ = false;
  if (some && static_cast<double>(choices_.size()) >= wanted) return;
  fails_ = panic_ && panic_->fail;
  if (choose(running)) return;
  choices_ = members_;
}

}  // namespace faultline
