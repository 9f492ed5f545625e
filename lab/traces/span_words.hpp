#pragma once

#include <string>

#include "analysis/traces/trace.hpp"

namespace faultline {

/// "payment" of "service payment"; other parts keep their sort, as in "store orders".
std::string part_name(const std::string& place);

/// What a span is called: the operation, store or topic that it is about.
std::string title_of(const SpanRecord& span, const RunFrame& frame);

/// A wait in one word: "queue", "connection", ...
std::string word_of(Activity activity);

/// What a request does or waits for there, in a sentence: "waiting for a worker of order".
std::string phrase_of(Activity activity, const std::string& place);

}  // namespace faultline
