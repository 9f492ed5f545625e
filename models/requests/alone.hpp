#pragma once

#include "models/requests/books.hpp"
#include "models/requests/call.hpp"

namespace faultline {

/// What goes on by itself on behalf of nobody who waits, with a span of its own. The one who asked
/// before is still there when it begins.
class Alone {
 public:
  Alone(Call& call, const Books& books, const SpanSubject& subject)
      : Alone(call, books, subject,
              {call.transaction->id, call.span ? call.span->number() : SpanRecord::no_span}) {}

  /// For which request, and because of which span of it.
  struct Origin {
    std::uint64_t request;
    std::uint32_t parent = SpanRecord::no_span;
  };
  Alone(Call& call, const Books& books, const SpanSubject& subject, const Origin& origin) {
    call.span = nullptr;
    if (!books.spans()) return;
    span_.open(*books.spans(), origin.request, subject, origin.parent);
    call.span = &span_;
  }
  ~Alone() { end(Outcome::succeeded); }
  Alone(const Alone&) = delete;
  Alone& operator=(const Alone&) = delete;

  OwnSpan& span() { return span_; }
  void end(Outcome outcome) {
    if (span_.recorded() && !std::exchange(ended_, true)) span_.close(outcome);
  }

 private:
  OwnSpan span_;
  bool ended_ = false;
};

}  // namespace faultline
