#include "lab/hunt/hunt_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "lab/hunt/hunt_words.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/place_words.hpp"
#include "lab/text/shell_word.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

std::string where_from(Hypothesis::Source source) {
  using Source = Hypothesis::Source;
  if (source == Source::asked) return "";
  if (source == Source::stated) return " (the scenario's)";
  return source == Source::expected ? " (the scenario's expectations)" : " (the usual one)";
}

std::string head_of(const Hunt& hunt) {
  const auto& ground = hunt.ground;
  const auto& run = ground.scenario.run;
  return hung("  hypothesis  ", hunt.hypothesis.text() + where_from(hunt.hypothesis.source) + ".") +
         hung("  faults      ",
              fmt::format("{}, {} at a time at most; they strike at {}, for {} or less.",
                          counted(hunt.menu.faults.size(), "fault"), hunt.settings.most,
                          in_words(ground.at), in_words(ground.longest))) +
         hung("  runs        ",
              fmt::format("{} of {} at most; seed {}. Each {} {}, measured from {} on.", hunt.runs,
                          hunt.settings.budget, hunt.seed, ground.cut ? "is cut to" : "takes",
                          in_words(run.length), in_words(run.warmup)));
}

class Page {
 public:
  Page(const Hunt& hunt, const std::string& folder) : hunt_(hunt), folder_(folder) {}

  std::string of(std::size_t design, std::size_t first_number) const {
    const auto& found = hunt_.found[design];
    if (!found.holds)
      return wrapped("  The hypothesis does not hold without any fault, so that none was tried: " +
                         broken_in_words(hunt_.hypothesis, found.without) + ".",
                     page_width);
    std::string text = found.finds.empty() ? "  Nothing that was tried breaks it.\n" : "";
    for (const auto& find : found.finds) text += entry(find, first_number++);
    if (found.unbroken.empty()) return text;
    std::vector<std::string> parts;
    for (const auto& part : found.unbroken) parts.push_back(part_name(part));
    return text + hung("  no fault broke it at: ", fmt::format("{}.", fmt::join(parts, ", ")));
  }

 private:
  std::string entry(const Find& find, std::size_t number) const {
    auto lines = hung(
        fmt::format("  {:>2}. ", number + 1),
        fmt::format("{}: {}.", text_of(hunt_.menu, find.set), threshold_in_words(hunt_, find)));
    lines += hung("      breaks  ", broken_in_words(hunt_.hypothesis, find.means) + ".");
    if (const auto effect = effect_in_words(hunt_, find); !effect.empty())
      lines += hung("      how     ", effect);
    if (!folder_.empty())
      lines += hung("      replay  ",
                    fmt::format("faultline run {} --design {}",
                                shell_word(std::filesystem::path(folder_) / find_file(number)),
                                shell_word(hunt_.designs[find.set.design])));
    return lines;
  }

  const Hunt& hunt_;
  const std::string& folder_;
};

}  // namespace

std::string find_file(std::size_t number) { return fmt::format("find-{:02}.json", number + 1); }

std::string hunt_text(const Hunt& hunt, const Paint& paint, const std::string& folder) {
  auto text = fmt::format("{}: what breaks it\n\n{}", hunt.title, head_of(hunt));
  const Page page(hunt, folder);
  std::size_t number = 0;
  for (std::size_t i = 0; i < hunt.designs.size(); ++i) {
    text += fmt::format("\n{}\n{}", paint.heading(hunt.designs[i]), page.of(i, number));
    number += hunt.found[i].finds.size();
  }
  text += "\n" + paint.heading("not tried") + "\n";
  for (const auto& reason : untried_in_words(hunt)) text += hung("  - ", reason + ".");
  text += "\n" + paint.heading("in short") + "\n" + hunt_summary(hunt);
  if (number > 0 && folder.empty())
    text += "\n" + wrapped(
                       "--out FOLDER writes each find as a scenario that `faultline run` "
                       "replays.",
                       page_width);
  return text;
}

}  // namespace faultline
