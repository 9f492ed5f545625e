#pragma once

#include <string>

#include "sim/records/activity.hpp"

namespace faultline {

/// "payment" of "service payment"; other parts keep their sort, as in "store orders".
std::string part_name(const std::string& place);

/// What a request does or waits for there, in a sentence: "waiting for a worker of order".
std::string phrase_of(Activity activity, const std::string& place);

}  // namespace faultline
