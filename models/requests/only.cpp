#include "models/requests/only.hpp"

#include <algorithm>

#include "models/requests/transaction.hpp"

namespace faultline {

void NumberRange::fields(Fields& f) {
  f("from", from, {.says = "the first of them", .at_least = 0, .required = true});
  f("to", to, {.says = "the last of them; all from the first on by default", .at_least = 0});
  if (f.sound() && to && *to < from)
    f.problems().add(f.place_of("to"), "the range is empty: \"to\" is less than \"from\"");
}

void Only::fields(Fields& f) {
  f("classes", classes_, {.says = "requests of these classes"});
  f("keys", keys_, {.says = "requests about these keys, which are counted from 1"});
  f("clients", clients_, {.says = "requests of these clients, or users, counted from 0"});
  f("share", share_,
    {.says = "this share of the requests, drawn for each", .at_most = 1, .positive = true});
  f("one_in", one_in_, {.says = "every n-th request, as they arrive", .at_least = 2});
  if (!f.reading()) return;
  keys_place_ = f.place_of("keys");
  clients_place_ = f.place_of("clients");
  if (f.sound() && classes_.empty() && !keys_ && !clients_ && !share_ && !one_in_)
    f.problems().add(f.place(), "it has no effect: nothing says which requests");
}

bool Only::takes(const Transaction& transaction) const {
  if (!class_numbers_.empty() &&
      std::ranges::count(class_numbers_, transaction.request_class->number) == 0)
    return false;
  if (keys_ && !keys_->has(transaction.key)) return false;
  if (clients_ && !clients_->has(transaction.client)) return false;
  if (one_in_ && (transaction.id + 1) % static_cast<std::uint64_t>(*one_in_) != 0) return false;
  return !share_ || draws_.draw(transaction.id).uniform() < *share_;
}

}  // namespace faultline
