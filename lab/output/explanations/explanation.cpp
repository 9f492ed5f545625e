#include "lab/output/explanations/explanation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "lab/output/cause_words.hpp"
#include "lab/output/json/dominoes.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/short_time.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

constexpr std::size_t most_ways = 4;
constexpr double least_share = 0.01;

std::string share(const Estimate& estimate) {
  return figure_of(Measure::Unit::share, estimate, {100, "%"}).text();
}

std::string measure(const std::vector<Estimate>& slice, std::size_t index) {
  const auto& estimate = slice[index];
  return figure_of(measures[index].unit, estimate,
                   scale_of(measures[index].unit, std::span(&estimate, 1)))
      .text();
}

/// "240 s to 360 s"
std::string span_of(const Window& window, const RunFrame& frame) {
  const auto from = in_words(window.from - start_of_run);
  if (window.to >= frame.length) return "from " + from + " to the end";
  return fmt::format("{} to {}", from, in_words(window.to - start_of_run));
}

/// One paragraph with a title.
std::string paragraph(const std::string& title, const std::string& words) {
  return hung(fmt::format("  {:<15}", title), words);
}

class Page {
 public:
  Page(const DesignResult& design, const DesignProofs& proofs)
      : design_(design), frame_(design.frame), proofs_(proofs) {}

  std::string text() const {
    if (design_.causes.empty())
      return paragraph("Failures", "no request fails." + incomplete()) + noticed() + dominoes() +
             never_done() + (design_.incomplete.empty() ? "" : proof());
    return failures() + first() + noticed() + dominoes() + spread() + never_done() + kept_going() +
           ended() + proof();
  }

 private:
  std::string failures() const {
    const auto availability = design_.slices.front()[measure_index("availability")];
    const Estimate failed{1 - availability.mean, 1 - availability.high, 1 - availability.low,
                          availability.n};
    return paragraph(
        "Failures",
        fmt::format("{} of the requests get no usable answer; from what the client "
                    "sees to the root it is {} hops on average.{}",
                    share(failed), measure(design_.slices.front(), measure_index("cascade_depth")),
                    incomplete()));
  }

  /// Of what is accepted and never done.
  std::string incomplete() const {
    const auto& slice = design_.slices.front();
    const auto& completion = slice[measure_index("completion")];
    if (!(completion.mean < slice[measure_index("availability")].mean - least_share / 10))
      return "";
    return fmt::format(" Only {} of the transactions complete: some that were accepted never do.",
                       share(completion));
  }

  /// What clients saw while each fault was active.
  std::string noticed() const {
    std::string lines;
    for (std::size_t i = 0; i < frame_.windows.size(); ++i) {
      const auto& window = frame_.windows[i].name;
      if (!window.starts_with("during ") || !frame_.concerns(frame_.windows[i])) continue;
      const auto& slice = design_.slices[frame_.slice_of_window(i)];
      auto words = fmt::format("{}, {} of the requests get a usable answer", window,
                               share(slice[measure_index("availability")]));
      if (slice[measure_index("consistency_p99_s")].mean > 0)
        words += fmt::format("; 99 % of those accepted then are complete within {} of the answer",
                             measure(slice, measure_index("consistency_p99_s")));
      lines += paragraph(lines.empty() ? "Who noticed" : "", words + ".");
    }
    return lines;
  }

  /// The roots, those of faults in the order in which they begin.
  std::string first() const {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < frame_.faults.size(); ++i)
      for (const auto& fault : design_.of_faults)
        if (fault.chain.back().fault == i && fault.shares.front().mean >= least_share / 10)
          words.push_back(fmt::format("the fault \"{}\" ({}) is the root of {} of the failures",
                                      frame_.faults[i].name, span_of(frame_.faults[i], frame_),
                                      share(fault.shares.front())));
    for (const auto& root : design_.roots) {
      const auto& link = root.chain.back();
      const auto& own = root.shares.front();
      if (is_fault(link.root) || !(own.mean >= least_share)) continue;
      words.push_back(fmt::format("{} ({}) of {}", root_in_words(link, frame_),
                                  in_words(link, frame_), share(own)));
    }
    return paragraph("Root", fmt::format("{}.", fmt::join(words, "; ")));
  }

  /// Which parts left their steady-state bands, in which order, and which did not.
  std::string dominoes() const {
    if (design_.course.buckets == 0) return "";
    std::string lines;
    for (std::size_t fault = 0; fault < frame_.faults.size(); ++fault)
      lines += paragraph(lines.empty() ? "Dominoes" : "", dominoes_in_words(design_, fault));
    return lines;
  }

  std::string spread() const { return ways("How it spread", design_.causes); }
  std::string never_done() const { return ways("Never complete", design_.incomplete); }

  std::string ways(const std::string& title, const std::vector<CauseShare>& causes) const {
    std::string lines;
    std::size_t count = 0;
    for (const auto& cause : causes) {
      const auto& own = cause.shares.front();
      if (count == most_ways || !(own.mean >= least_share)) break;
      lines +=
          paragraph(count++ == 0 ? title : "",
                    fmt::format("{}: {} ({}).", share(own), from_root_in_words(cause.chain, frame_),
                                root_in_words(cause.chain.back(), frame_)));
    }
    return lines;
  }

  std::string kept_going() const {
    if (frame_.faults.empty()) return "";
    std::vector<std::string> words;
    for (const auto& sustained : design_.sustained)
      if (sustained.shares.front().mean >= least_share / 10)
        words.push_back(fmt::format("{} ({} of the failures)", noun_of(sustained.chain.back().by),
                                    share(sustained.shares.front())));
    if (words.empty()) return paragraph("Kept going", "by nothing: failures end with the fault.");
    return paragraph("Kept going",
                     fmt::format("after the end of the fault by {}; the last of them comes {} "
                                 "after it.",
                                 fmt::join(words, ", "),
                                 measure(design_.slices.front(), measure_index("sustained_s"))));
  }

  static std::string_view noun_of(Sustained by) {
    constexpr std::string_view words[] = {"what it left behind", "retries and abandoned requests",
                                          "the backlog", "a cold cache", "an open circuit breaker"};
    return words[static_cast<int>(by)];
  }

  std::string ended() const {
    const auto& collapsed = design_.slices.front()[measure_index("collapsed")];
    const auto& recovery = design_.slices.front()[measure_index("time_to_recover_s")];
    if (collapsed.mean > 0)
      return paragraph("Ended", fmt::format("not at all in {} of the replications.",
                                            probability_figure(collapsed).text()));
    if (std::isnan(recovery.mean)) return "";
    if (recovery.mean == 0)
      return paragraph("Ended", "with the fault: the design works as before at once.");
    return paragraph("Ended", measure(design_.slices.front(), measure_index("time_to_recover_s")) +
                                  " after the end of the fault the design works as before.");
  }

  std::string proof() const {
    if (frame_.faults.empty()) return "";
    std::string lines;
    for (const auto& [fault, proof] : proofs_.faults)
      lines += paragraph(
          lines.empty() ? "Proof" : "",
          fmt::format("the same requests without \"{}\": {} of them fail instead of {}; {} fail "
                      "because of it. The chains blame it for {}, and agree with the experiment in "
                      "{} of the failures.",
                      frame_.faults[fault].name, share(proof.failed_without), share(proof.failed),
                      share(proof.because), share(proof.blamed), share(proof.agreement)));
    std::string_view releases;
    if (!frame_.releases.empty())
      releases =
          " Releases take place in all of these runs, so that their part in the failures is not "
          "tested.";
    return lines + paragraph(lines.empty() ? "Proof" : "",
                             fmt::format("without any fault {} of the requests fail.{}",
                                         share(proofs_.failed_without_any), releases));
  }

  const DesignResult& design_;
  const RunFrame& frame_;
  const DesignProofs& proofs_;
};

/// The share of the requests that a design serves: completed or, without effects, answered.
const Estimate& served(const DesignResult& design) {
  const auto& slice = design.slices.front();
  const auto& completion = slice[measure_index("completion")];
  return std::isnan(completion.mean) ? slice[measure_index("availability")] : completion;
}

/// Which designs of the scenario fail less, in the same run.
std::string remedies_of(const Results& results, const DesignResult& design) {
  const auto own = served(design).mean;
  std::vector<std::string> better;
  for (const auto& other : results.designs) {
    const auto& share_served = served(other);
    if (share_served.low > own + 0.001 || (share_served.n < 2 && share_served.mean > own + 0.001))
      better.push_back(fmt::format("\"{}\" ({})", other.name, share(share_served)));
  }
  if (better.empty()) return "";
  return paragraph("What helps", fmt::format("of the designs in this scenario {} {} more of the "
                                             "same requests.",
                                             fmt::join(better, ", "),
                                             better.size() == 1 ? "completes" : "complete"));
}

}  // namespace

std::string explanation_text(const Results& results, const std::vector<DesignProofs>& proofs,
                             const Paint& paint) {
  auto text = paint.heading(results.title) + "\n" + wrapped(results.question, page_width);
  for (std::size_t i = 0; i < results.designs.size(); ++i) {
    const auto& design = results.designs[i];
    text += "\n" + paint.heading(design.name) + "\n" + Page(design, proofs[i]).text() +
            remedies_of(results, design);
  }
  return text + "\n" +
         wrapped(fmt::format("{}, seed {}; mean ± 95 % interval. A request fails if its answer "
                             "is of no use, or if it is accepted and never complete. Shares are by "
                             "cause chains (docs/causes.md says how they are found).",
                             counted(results.replications, "replication"), results.seed),
                 page_width);
}

}  // namespace faultline
