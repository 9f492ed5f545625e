#pragma once

#include "models/requests/books.hpp"
#include "models/requests/call.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

/// From now on `call` is made on behalf of nobody who waits: what it asks for belongs to a new
/// span, null where spans are not recorded. The one who asked before is still there.
inline Span* go_alone(Call& call, const Books& books, const SpanSubject& subject) {
  const auto parent = call.span ? call.span->number() : SpanRecord::no_span;
  call.span =
      books.spans() ? &books.spans()->start(call.transaction->id, subject, parent) : nullptr;
  return call.span;
}

}  // namespace faultline
