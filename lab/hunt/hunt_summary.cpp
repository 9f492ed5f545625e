#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "lab/hunt/hunt_text.hpp"
#include "lab/hunt/hunt_words.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/place_words.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// The find that is this set of faults in the design, or null.
const Find* find_of(const Hunt& hunt, std::size_t design, const FaultSet& set) {
  for (const auto& find : hunt.found[design].finds)
    if (std::ranges::equal(find.set.faults, set.faults)) return &find;
  return nullptr;
}

class Summary {
 public:
  explicit Summary(const Hunt& hunt) : hunt_(hunt) {}

  std::string text() const {
    Grid grid;
    Grid::Row head{.title = "", .cells = {}, .note = ""};
    for (const auto& design : hunt_.designs) head.cells.push_back({"", design});
    grid.add(std::move(head));
    for (const auto& place : hunt_.menu.places) {
      Grid::Row row{.title = "  " + place, .cells = {}, .note = ""};
      for (std::size_t i = 0; i < hunt_.designs.size(); ++i)
        row.cells.push_back({"", cell(place, i)});
      grid.add(std::move(row));
    }
    auto text = grid.text() + hung("  ",
                                   "Single faults that break it, of those tried, and the least "
                                   "time that one of them takes.");
    for (std::size_t i = 0; i < hunt_.designs.size(); ++i)
      for (std::size_t j = 0; j < hunt_.designs.size(); ++j)
        if (i != j) text += only_in(i, j);
    return text;
  }

 private:
  bool was_tried(const FaultSet& set) const { return !among(hunt_.untried, set); }

  /// "3 of 5, 2.5 s"
  std::string cell(const std::string& place, std::size_t design) const {
    std::size_t tried = 0;
    std::size_t broken = 0;
    auto least = hunt_.menu.seconds.size() - 1;
    for (std::size_t fault = 0; fault < hunt_.menu.faults.size(); ++fault) {
      const auto& own = hunt_.menu.faults[fault];
      const auto set = full_set(hunt_.menu, design, {fault});
      if (own.place.full_name != place || !among(own.place.designs, design) || !was_tried(set))
        continue;
      ++tried;
      const auto* find = find_of(hunt_, design, set);
      if (!find) continue;
      ++broken;
      least = std::min(least, find->smallest.lasting);
    }
    if (tried == 0 || !hunt_.found[design].holds) return "-";
    if (broken == 0) return fmt::format("0 of {}", tried);
    return fmt::format("{} of {}, {}", broken, tried, lasting_in_words(hunt_.menu, least));
  }

  /// What breaks the one and was survived by the other, by the parts that it strikes.
  std::string only_in(std::size_t one, std::size_t other) const {
    std::vector<std::string> parts;
    std::map<std::string, std::vector<std::string>> kinds;
    if (!hunt_.found[other].holds) return "";
    for (const auto& find : hunt_.found[one].finds) {
      auto same = find.set;
      same.design = other;
      if (find_of(hunt_, other, same) || !was_tried(same)) continue;
      if (find.set.faults.size() > 1) {
        parts.push_back(text_of(hunt_.menu, find.set));
        continue;
      }
      const auto& fault = hunt_.menu.faults[find.set.faults.front().fault];
      const auto part = part_name(fault.place.full_name);
      if (!kinds.contains(part)) parts.push_back(part);
      kinds[part].push_back(fault.kind);
    }
    for (auto& part : parts)
      if (const auto found = kinds.find(part); found != kinds.end())
        part += fmt::format(" ({})", fmt::join(found->second, ", "));
    if (parts.empty()) parts.emplace_back("nothing");
    return hung(fmt::format("  breaks {}, not {}: ", hunt_.designs[one], hunt_.designs[other]),
                fmt::format("{}.", fmt::join(parts, "; ")));
  }

  const Hunt& hunt_;
};

}  // namespace

std::string hunt_summary(const Hunt& hunt) { return Summary(hunt).text(); }

}  // namespace faultline
