#pragma once

#include <string>

#include "analysis/traces/trace.hpp"
#include "lab/text/place_words.hpp"

namespace faultline {

/// What a span is called: the operation, store or topic that it is about.
std::string title_of(const SpanRecord& span, const RunFrame& frame);

/// A wait in one word: "queue", "connection", ...
std::string word_of(Activity activity);

}  // namespace faultline
