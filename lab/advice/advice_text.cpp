#include "lab/advice/advice_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "analysis/verdicts/replications.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/line_diff.hpp"

namespace faultline {

namespace {

constexpr std::size_t most_told = 4;

/// "completion +19.9 ± 0.3 pts to 99.98 ± 0.01 %"
std::string in_words(const Changed& changed) {
  const auto& measure = measures[changed.measure];
  const std::array both{changed.before, changed.after};
  const auto scale = scale_of(measure.unit, both);
  const auto after = figure_of(measure.unit, changed.after, scale).text();
  const auto title = in_a_list(measure.title);
  if (std::isnan(changed.before.mean)) return fmt::format("{} {}", title, after);
  return fmt::format("{} {} to {}", title,
                     signed_figure_of(changed.difference->estimate, difference_scale(scale)).text(),
                     after);
}

/// The most important ones.
std::string in_words(std::span<const Changed> all) {
  std::vector<std::string> words;
  for (const auto& changed : all.first(std::min(all.size(), most_told)))
    words.push_back(in_words(changed));
  if (all.size() > most_told) words.push_back(fmt::format("and {} more", all.size() - most_told));
  return fmt::format("{}.", fmt::join(words, "; "));
}

const RemedyKind& kind_of(const Remedy& remedy) {
  return *std::ranges::find(remedy_kinds(), remedy.kind, &RemedyKind::name);
}

class Page {
 public:
  Page(const Advice& advice, const Paint& paint) : advice_(advice), paint_(paint) {}

  std::string text() const { return now() + sequence() + others() + useless(); }

 private:
  static std::string expectations(const DesignRuns& runs) {
    if (runs.expectations == 0) return "";
    return fmt::format("; {} of its {} {}", runs.held, counted(runs.expectations, "expectation"),
                       runs.held == 1 ? "holds" : "hold");
  }

  std::string now() const {
    std::vector<std::string> words;
    for (const auto measure : ranking_measures) {
      const auto estimate = estimate_measure(advice_.before.runs, 0, measure);
      if (std::isnan(estimate.mean)) continue;
      const auto unit = measures[measure].unit;
      words.push_back(
          fmt::format("{} {}", in_a_list(measures[measure].title),
                      figure_of(unit, estimate, scale_of(unit, std::span(&estimate, 1))).text()));
    }
    words.push_back(fmt::format("monolith score {:.2f}", advice_.before.score));
    return hung("  as it is  ",
                fmt::format("{}{}.", fmt::join(words, ", "), expectations(advice_.before)));
  }

  /// By the wiring alone, so that there is no interval; empty where nothing changes.
  static std::string score_line(double before, double after) {
    if (fmt::format("{:.2f}", before) == fmt::format("{:.2f}", after)) return "";
    return fmt::format("      score  {} of a monolith by its wiring: {:.2f} instead of {:.2f}\n",
                       after < before ? "less" : "more", after, before);
  }

  std::string entry(const std::string& lead, const DesignRuns& before,
                    const TriedRemedy& tried) const {
    const auto found = bargain_of(before, tried);
    auto lines =
        hung(lead, paint_.heading(tried.remedy.what) + fmt::format(" ({})", tried.remedy.kind));
    if (!found.gains.empty()) lines += hung("      gains  ", in_words(found.gains));
    if (!found.prices.empty()) lines += hung("      price  ", in_words(found.prices));
    if (const auto score = score_line(before.score, tried.runs.score); !score.empty())
      lines += score;
    else if (found.gains.empty() && found.prices.empty())
      lines += "      nothing that the intervals vouch for\n";
    return lines;
  }

  std::string sequence() const {
    if (advice_.sequence.empty())
      return "\n  No remedy that applies here has a gain that its interval vouches for.\n";
    std::string text = "\n  the way out, each step on top of those before it\n";
    const auto* before = &advice_.before;
    for (std::size_t i = 0; i < advice_.sequence.size(); ++i) {
      const auto& step = advice_.sequence[i];
      text += entry(fmt::format("   {}. ", i + 1), *before, step);
      text += hung("      note   ", kind_of(step.remedy).price + expectations(step.runs) + ".");
      before = &step.runs;
    }
    return text + "  It stops where no other remedy has a gain that its interval vouches for.\n";
  }

  /// Those that are not the first step.
  std::string others() const {
    std::string text;
    for (const auto& tried : advice_.alone)
      if (advice_.sequence.empty() || tried.remedy.what != advice_.sequence.front().remedy.what)
        text += entry("   - ", advice_.before, tried);
    return text.empty() ? "" : "\n  other remedies, each alone\n" + text;
  }

  std::string useless() const {
    std::vector<std::string> words;
    for (const auto& kind : remedy_kinds()) {
      const auto count = std::ranges::count(advice_.without_gain, kind.name, &Remedy::kind);
      if (count > 1) words.push_back(fmt::format("{} ({} places)", kind.name, count));
      if (count == 1) words.push_back(kind.name);
    }
    if (words.empty()) return "";
    return "\n" + hung("  tried without a gain: ", fmt::format("{}.", fmt::join(words, ", ")));
  }

  const Advice& advice_;
  const Paint& paint_;
};

}  // namespace

std::string advice_text(const std::vector<Advice>& designs, const Paint& paint) {
  std::string text;
  for (const auto& advice : designs)
    text += (text.empty() ? "" : "\n") + paint.heading(advice.design) + "\n" +
            Page(advice, paint).text();
  return text;
}

std::vector<ResultFile> advice_files(const std::vector<Advice>& designs, const Document& original) {
  std::vector<ResultFile> files;
  for (std::size_t design = 0; design < designs.size(); ++design) {
    auto before = to_text(to_json(original.root));
    const auto& sequence = designs[design].sequence;
    for (std::size_t step = 0; step < sequence.size(); ++step) {
      const auto after = to_text(to_json(sequence[step].changed.root));
      const auto name = designs.size() == 1
                            ? fmt::format("step-{}", step + 1)
                            : fmt::format("design-{}-step-{}", design + 1, step + 1);
      files.push_back({name + ".json", after});
      files.push_back({name + ".diff", line_diff(before, after)});
      before = after;
    }
  }
  return files;
}

}  // namespace faultline
