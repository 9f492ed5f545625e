#pragma once

#include "models/requests/books.hpp"
#include "models/requests/call.hpp"

namespace faultline {

/// From now on `call` is made on behalf of nobody who waits: what it asks for belongs to `span`,
/// which stands with it. The one who asked before is still there.
inline void go_alone(Call& call, Span& span, const Books& books, const SpanSubject& subject) {
  const auto parent = call.span ? call.span->number() : SpanRecord::no_span;
  call.span = nullptr;
  if (!books.spans()) return;
  span.open(*books.spans(), call.transaction->id, subject, parent);
  call.span = &span;
}

}  // namespace faultline
