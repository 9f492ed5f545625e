#include "models/spans/cause_book.hpp"

namespace faultline {

CauseId CauseBook::add(const CauseLink& link, CauseId because) {
  if (entries_[because].length >= longest) because = entries_[because].root;
  const auto [known, is_new] =
      known_.try_emplace({link, because}, static_cast<CauseId>(entries_.size()));
  if (!is_new) return known->second;
  if (entries_.size() == most) {
    known_.erase(known);
    return because;
  }
  const auto id = known->second;
  const auto length = static_cast<std::uint16_t>(entries_[because].length + 1);
  entries_.push_back({link, because, because == no_cause ? id : entries_[because].root, length});
  return id;
}

std::vector<CauseLink> CauseBook::chain(CauseId id) const {
  std::vector<CauseLink> links;
  for (; id != no_cause; id = entries_[id].because) links.push_back(entries_[id].link);
  return links;
}

}  // namespace faultline
