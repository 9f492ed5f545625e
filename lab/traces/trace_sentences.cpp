#include "lab/traces/trace_sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "analysis/traces/span_tree.hpp"
#include "lab/output/cause_words.hpp"
#include "lab/text/short_time.hpp"
#include "lab/traces/span_words.hpp"

namespace faultline {

namespace {

constexpr std::size_t most_pieces = 5;

struct Part {
  std::string phrase;
  Duration length;
};

/// The greatest first; what has the same words is one part.
std::vector<Part> parts_of(const std::vector<TimePiece>& pieces, const RunFrame& frame) {
  std::map<std::string, Duration> lengths;
  for (const auto& piece : pieces)
    lengths[phrase_of(piece.activity, frame.places[piece.place])] += piece.span;
  std::vector<Part> parts;
  for (const auto& [phrase, length] : lengths) parts.push_back({phrase, length});
  std::ranges::stable_sort(parts, std::ranges::greater{}, &Part::length);
  return parts;
}

/// "53.2 ms work in payment, 40.1 ms ..., and 3 ms in 4 shorter parts".
std::string listed(const std::vector<Part>& parts, Duration whole) {
  std::vector<std::string> words;
  auto rest = whole;
  std::size_t told = 0;
  for (; told < parts.size() && told < most_pieces; ++told) {
    if (told > 0 && parts[told].length * 50 < whole) break;
    words.push_back(fmt::format("{} {}", short_time(parts[told].length), parts[told].phrase));
    rest -= parts[told].length;
  }
  if (told + 1 == parts.size()) {
    words.push_back(fmt::format("{} {}", short_time(rest), parts[told].phrase));
  } else if (told < parts.size()) {
    words.push_back(fmt::format("{} in {} shorter parts", short_time(rest), parts.size() - told));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string of_answer(const Trace& trace, const RunFrame& frame) {
  const auto& transaction = trace.transaction;
  const auto until = trace.answered() ? transaction.answered : trace.ended();
  const auto whole = until - transaction.arrived;
  const auto parts = parts_of(split(trace), frame);
  if (parts.empty() || whole == Duration::zero()) return "It took no time.";
  return fmt::format("Of {}: {}.", short_time(whole), listed(parts, whole));
}

/// What the events waited for, and when all was done.
std::string of_the_rest(const Trace& trace, const RunFrame& frame) {
  const auto& transaction = trace.transaction;
  if (!trace.answered()) return "";
  Duration longest{};
  const SpanRecord* stay = nullptr;
  for (const auto& span : trace.spans)
    if (span.kind == SpanKind::stay && span.ended - span.began > longest) {
      longest = span.ended - span.began;
      stay = &span;
    }
  const auto ended = trace.ended();
  std::string text;
  const bool completes_later =
      transaction.completed > transaction.answered && transaction.completed < end_of_time;
  if (completes_later)
    text = fmt::format(" The last of its effects happened after {}.",
                       short_time(transaction.completed - transaction.arrived));
  else if (transaction.completed == end_of_time && trace.well_answered())
    text = " Its effects had not all happened when the run ended.";
  if (ended <= transaction.answered) return text;
  const bool goes_on =
      !completes_later || (ended - transaction.completed) * 10 > ended - transaction.arrived;
  if (goes_on)
    text += fmt::format(" Work for it went on until {} after it arrived.",
                        short_time(ended - transaction.arrived));
  if (stay && 5 * longest > ended - transaction.answered)
    text +=
        fmt::format(" An event waited {} in {}.", short_time(longest), frame.places[stay->place]);
  return text;
}

}  // namespace

std::string headline(const TracedDesign& design, std::uint64_t request) {
  const auto* trace = design.find(request);
  if (!trace) return design.name + ": the request never arrived in this design";
  if (!trace->answered()) return design.name + ": no answer before the run ended";
  const auto& transaction = trace->transaction;
  return fmt::format("{}: {} after {}", design.name, name_of(transaction.outcome),
                     short_time(transaction.answered - transaction.arrived));
}

std::string sentence(const Trace& trace, const RunFrame& frame) {
  const auto why =
      trace.causes.empty() ? "" : fmt::format(" Why: {}.", in_words(trace.causes, frame));
  const auto rest = of_the_rest(trace, frame);
  return of_answer(trace, frame) + (usable(trace.transaction.outcome) ? rest + why : why + rest);
}

std::string circumstances(const Trace& trace, const RunFrame& frame) {
  const auto& transaction = trace.transaction;
  const auto until = trace.answered() ? transaction.answered : trace.ended();
  std::vector<std::string> active;
  for (const auto& fault : frame.faults)
    if (fault.from <= until && fault.to > transaction.arrived)
      active.push_back(fmt::format("\"{}\"", fault.name));
  auto text = fmt::format("It arrived {} after the start of the run",
                          short_time(transaction.arrived - start_of_run));
  if (!active.empty()) text += fmt::format(", during {}", fmt::join(active, " and "));
  return text + ".";
}

}  // namespace faultline
