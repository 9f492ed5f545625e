#include "models/faults/targets/selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

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

std::size_t Selector::struck_of(std::size_t count) const {
  if (instances_) return std::min(count, static_cast<std::size_t>(*instances_));
  if (!share_ || count == 0) return count;
  const auto nearest = std::lround(*share_ * static_cast<double>(count));
  return std::max<std::size_t>(1, static_cast<std::size_t>(nearest));
}

std::vector<std::size_t> Selector::choose(std::span<const TargetInstance> among,
                                          const Stream& draws, std::uint64_t time) const {
  std::vector<std::size_t> chosen(among.size());
  std::iota(chosen.begin(), chosen.end(), 0);
  const auto count = struck_of(among.size());
  if (count == among.size()) return chosen;
  std::vector<double> drawn;
  for (const auto& one : among)
    drawn.push_back(draws.with(Stream{bits_of(one.part)}).draw(time, one.number + 1).uniform());
  std::ranges::sort(chosen, {}, [&](std::size_t i) { return drawn[i]; });
  chosen.resize(count);
  std::ranges::sort(chosen);
  return chosen;
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
