#include "lab/hunt/combinations.hpp"

#include <algorithm>

#include "sim/language/among.hpp"

namespace faultline {

void Survived::add(const FaultNumbers& faults, const TrialResult& result, double harm) {
  known_.emplace(faults, Known{result.touched, harm});
}

std::vector<std::size_t> Survived::struck_by(std::size_t fault) const {
  std::vector<std::size_t> struck;
  for (const auto& part : hunted_.menu.faults[fault].place.parts)
    struck.push_back(index_among(places_, part));
  return struck;
}

bool Survived::is_worth(const FaultNumbers& faults) const {
  return std::ranges::all_of(faults, [&](std::size_t fault) {
    auto others = faults;
    std::erase(others, fault);
    const auto own = struck_by(fault);
    const auto found = known_.find(others);
    const auto touched = [&](std::size_t place) { return found->second.touched.at(place) != 0; };
    return !broken_.contains(others) &&
           (found == known_.end() || std::ranges::any_of(own, touched)) &&
           std::ranges::none_of(others, [&](auto other) { return struck_by(other) == own; });
  });
}

double Survived::harm_of(const FaultNumbers& faults) const {
  double harm = 0;
  for (const auto fault : faults) harm += known_.at({fault}).harm;
  return harm;
}

std::vector<FaultSet> Survived::worth_trying(std::size_t size) const {
  std::vector<std::pair<double, FaultNumbers>> worth;
  std::set<FaultNumbers> seen;
  for (const auto& [faults, known] : known_) {
    if (faults.size() + 1 != size) continue;
    for (const auto& [more, its] : known_) {
      if (more.size() != 1 || among(faults, more.front())) continue;
      auto larger = faults;
      larger.insert(std::ranges::upper_bound(larger, more.front()), more.front());
      if (is_worth(larger) && seen.insert(larger).second)
        worth.emplace_back(harm_of(larger), std::move(larger));
    }
  }
  std::ranges::stable_sort(worth, std::greater(), &std::pair<double, FaultNumbers>::first);
  std::vector<FaultSet> sets;
  for (const auto& [harm, faults] : worth) sets.push_back(full_set(hunted_.menu, design_, faults));
  return sets;
}

}  // namespace faultline
