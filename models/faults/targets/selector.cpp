#include "models/faults/targets/selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace faultline {

void Selector::fields(Fields& f) {
  declare(f);
  f("instances", instances_,
    {.says = "how many of them are struck, drawn each time; all by default", .at_least = 1});
  f("share", share_,
    {.says = "the share of them that is struck, drawn each time, at least one; all by default",
     .at_most = 1,
     .positive = true});
  if (f.sound() && instances_ && share_)
    f.problems().add(f.place_of("share"), "\"instances\" and \"share\" cannot both be given");
}

std::string Selector::in_words() const {
  auto which = part() ? name_.name : fmt::format("{} \"{}\"", sort(), name_.name);
  if (role() != Role::none) which = fmt::format("{} {}", role_words(), name_.name);
  if (instances_) return fmt::format("{} of {}", *instances_, which);
  if (share_) return fmt::format("{:.3g} % of {}", *share_ * 100, which);
  return which;
}

/// How many of so many shared and own instances are struck at once.
auto Selector::counts(std::size_t shared, std::size_t own) const -> Counts {
  if (instances_) {
    const auto all = static_cast<std::size_t>(*instances_);
    return {std::min(all, shared), std::min(all - std::min(all, shared), own)};
  }
  if (!share_) return {shared, own};
  const auto nearest = [&](std::size_t count) {
    return static_cast<std::size_t>(std::lround(*share_ * static_cast<double>(count)));
  };
  const Counts found{nearest(shared), nearest(own)};
  if (shared > 0) return {std::max<std::size_t>(1, found.shared), found.own};
  return {0, own > 0 ? std::max<std::size_t>(1, found.own) : 0};
}

std::vector<std::size_t> Selector::choose(std::span<const TargetInstance> among,
                                          const Stream& draws, std::uint64_t time) const {
  std::vector<std::size_t> shared;
  std::vector<std::size_t> own;
  for (std::size_t i = 0; i < among.size(); ++i) (among[i].own ? own : shared).push_back(i);
  const auto count = counts(shared.size(), own.size());
  const auto draw = [&](std::size_t i) {
    const auto& one = among[i];
    return draws.with(Stream{bits_of(one.part)}).draw(time, one.number + 1).uniform();
  };
  const auto keep = [&](std::vector<std::size_t>& group, std::size_t most) {
    if (group.size() <= most) return;
    std::ranges::sort(group, {}, draw);
    group.resize(most);
  };
  keep(shared, count.shared);
  keep(own, count.own);
  shared.insert(shared.end(), own.begin(), own.end());
  std::ranges::sort(shared);
  return shared;
}

std::optional<Selector::Part> parse_part(const std::string& text) {
  const auto hash = text.find('#');
  if (hash == text.npos) return Selector::Part{text, std::nullopt};
  const auto digits = text.substr(hash + 1);
  const bool number =
      !digits.empty() && digits.size() < 7 && digits.find_first_not_of("0123456789") == digits.npos;
  if (!number) return std::nullopt;
  return Selector::Part{text.substr(0, hash), std::stoul(digits)};
}

}  // namespace faultline
