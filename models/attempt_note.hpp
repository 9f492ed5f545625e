#pragma once

#include "models/books.hpp"
#include "models/operation.hpp"

namespace faultline {

/// Records an attempt when it ends. Destroyed before, the attempt has timed out, and the answer
/// that may be on its way was worked out for nobody.
class AttemptNote {
 public:
  AttemptNote(Books& books, const Operation& operation, bool first)
      : books_(books), record_{operation.index(), books.now(), {}, Outcome::timed_out, first} {}
  AttemptNote(const AttemptNote&) = delete;
  AttemptNote& operator=(const AttemptNote&) = delete;
  ~AttemptNote() {
    books_.work(answer_.spent, false);
    if (record_.operation == Operation::unrecorded) return;
    record_.ended = books_.now();
    books_.attempt(record_);
  }

  /// The answer is known, but not yet with the one who asked.
  void answered(const Answer& answer) { answer_ = answer; }
  void lost_answer() { answer_.outcome = Outcome::failed; }

  /// The one who asked has the answer.
  Answer delivered() {
    record_.outcome = answer_.outcome;
    return std::exchange(answer_, Answer{});
  }

 private:
  Books& books_;
  AttemptRecord record_;
  Answer answer_;
};

}  // namespace faultline
