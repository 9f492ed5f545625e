#include <fmt/format.h>

#include "models/mentions.hpp"
#include "models/policy.hpp"
#include "models/validation.hpp"

namespace faultline {

/// A hedge acts only while it waits: never where a time limit, further out or further in, ends the
/// call before its delay is over.
void check_policies(const Mentions& mentions, Problems& problems) {
  for (const auto* stack : mentions.stacks)
    for (const auto& late : *stack)
      for (const auto& limit : *stack) {
        if (!late || !limit || problems.told_at(late->place())) continue;
        const auto acts_after = late->acts_after();
        const auto time_limit = limit->time_limit();
        if (!acts_after || !time_limit || *acts_after < *time_limit) continue;
        problems.add(late->place(),
                     fmt::format("it would never act: it waits for {}, and a time limit around the "
                                 "same call is {}",
                                 Codec<Duration>::written(*acts_after),
                                 Codec<Duration>::written(*time_limit)));
      }
}

}  // namespace faultline
