#pragma once

#include "models/books.hpp"
#include "models/operation.hpp"

namespace faultline {

/// Records an attempt when it ends, and as timed out when it is destroyed before.
class AttemptNote {
 public:
  AttemptNote(Books& books, const Operation& operation, bool first)
      : books_(books), record_{operation.index(), books.now(), {}, Outcome::timed_out, first} {}
  AttemptNote(const AttemptNote&) = delete;
  AttemptNote& operator=(const AttemptNote&) = delete;
  ~AttemptNote() {
    if (record_.operation == Operation::unrecorded) return;
    record_.ended = books_.now();
    books_.attempt(record_);
  }

  Answer ended(Answer answer) {
    record_.outcome = answer.outcome;
    return answer;
  }

 private:
  Books& books_;
  AttemptRecord record_;
};

}  // namespace faultline
