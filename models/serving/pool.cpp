#include "models/serving/pool.hpp"

#include <algorithm>
#include <iterator>

namespace faultline {

void Pool::refresh() {
  const auto choose = [&](auto eligible) {
    choices_.clear();
    std::ranges::copy_if(members_, std::back_inserter(choices_), eligible);
    return !choices_.empty();
  };
  if (choose([](const Member& member) { return member.standing->eligible(); })) return;
  if (choose([](const Member& member) { return member.standing->running; })) return;
  choices_ = members_;
}

}  // namespace faultline
