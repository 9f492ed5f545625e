#include "models/requests/books.hpp"

#include "models/requests/transaction.hpp"
#include "models/spans/span.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

void Books::close() {
  open_ = false;
  if (spans_) spans_->close();
}

void Books::answered(const Transaction& transaction, const Answer& answer, Span& span) {
  span.close(answer.outcome);
  const auto number = transaction.request_class->number;
  if (usable(answer.outcome))
    return recorder_.answer({.id = transaction.id,
                             .arrived = transaction.arrived,
                             .answered = transaction.answered,
                             .request_class = number,
                             .pieces = span.trail()->pieces()});
  const auto chain = spans_->causes().book().chain(answer.cause);
  recorder_.failure({.id = transaction.id,
                     .arrived = transaction.arrived,
                     .answered = transaction.answered,
                     .outcome = answer.outcome,
                     .request_class = number,
                     .chain = chain});
}

void Books::incomplete(const Transaction& transaction) {
  const auto chain = spans_->causes().book().chain(spans_->causes().why_incomplete(transaction.id));
  recorder_.incomplete({.id = transaction.id,
                        .arrived = transaction.arrived,
                        .request_class = transaction.request_class->number,
                        .chain = chain});
}

}  // namespace faultline
