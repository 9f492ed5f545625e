#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/commands/result_files.hpp"
#include "lab/files/result_folder.hpp"
#include "lab/processes/machine.hpp"
#include "lab/processes/traced_runs.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/terminal.hpp"
#include "lab/text/words.hpp"
#include "lab/traces/trace_files.hpp"
#include "lab/traces/trace_sentences.hpp"
#include "lab/traces/waterfall.hpp"
#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

/// The request to be traced, and in words why this one.
struct Choice {
  std::uint64_t request;
  std::string why = {};
};

/// Throws UsageError for a word that means nothing.
bool is_word(const std::string& request) {
  if (among(traced_by_word, request)) return true;
  if (std::ranges::any_of(request, [](unsigned char one) { return std::isalpha(one) != 0; }))
    throw UsageError("--request: " + not_among("choice", request, traced_by_word) +
                     "; or the number of a request");
  return false;
}

std::uint64_t arrived_in(const std::vector<Offer>& offers) {
  return std::ranges::max(offers, {}, &Offer::arrived).arrived;
}

Choice numbered(const std::string& text, const std::vector<Offer>& offers,
                const TraceOptions& options) {
  const auto number = whole_number("--request", text);
  const auto arrived = arrived_in(offers);
  if (number < 0 || static_cast<std::uint64_t>(number) >= arrived)
    throw UsageError(
        fmt::format("--request: {} never arrived: the requests of replication {} are 0 to {}",
                    number, options.replication, arrived - 1));
  return {static_cast<std::uint64_t>(number)};
}

/// The slowest of all designs.
std::optional<Choice> slowest(const std::vector<Offer>& offers, const Experiment& experiment) {
  std::optional<std::size_t> in;
  for (std::size_t i = 0; i < offers.size(); ++i)
    if (!offers[i].slowest.empty() &&
        (!in || offers[i].slowest.front().response > offers[*in].slowest.front().response))
      in = i;
  if (!in) return std::nullopt;
  return Choice{offers[*in].slowest.front().request,
                fmt::format("the slowest usable answer of {}", experiment.designs[*in])};
}

std::optional<Choice> median(const std::vector<Offer>& offers, const Experiment& experiment) {
  for (std::size_t i = 0; i < offers.size(); ++i)
    if (offers[i].median)
      return Choice{offers[i].median->request,
                    fmt::format("about the median of {}", experiment.designs[i])};
  return std::nullopt;
}

/// In the first design in which one failed; where none did, one that was never finished.
std::optional<Choice> failed(const std::vector<Offer>& offers, const Experiment& experiment) {
  for (std::size_t i = 0; i < offers.size(); ++i)
    if (const auto failure = offers[i].failure())
      return Choice{failure->request, fmt::format("a failure of {}", experiment.designs[i])};
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const auto& unfinished = offers[i].by_ending[static_cast<std::size_t>(Ending::unfinished)];
    if (!unfinished.empty())
      return Choice{unfinished.front().request,
                    fmt::format("answered but not finished in {}", experiment.designs[i])};
  }
  return std::nullopt;
}

Choice choose(const TraceOptions& options, const std::vector<Offer>& offers,
              const Experiment& experiment) {
  const auto& wanted = options.request;
  if (arrived_in(offers) == 0)
    throw ScenarioError(fmt::format("{}: no request arrives in replication {} of design \"{}\"",
                                    experiment.document.file, options.replication,
                                    experiment.designs.front()));
  if (!is_word(wanted)) return numbered(wanted, offers, options);
  auto found = wanted == "failed" ? failed(offers, experiment) : slowest(offers, experiment);
  if (wanted == "median") found = median(offers, experiment);
  if (found) return *found;
  throw UsageError(fmt::format("--request: no request {} in the measured time of replication {}",
                               wanted == "failed" ? "failed" : "has a usable answer",
                               options.replication));
}

void check_replication(const Experiment& experiment, std::int64_t replication) {
  const auto most = static_cast<std::int64_t>(experiment.replications());
  if (replication < 1 || replication > most)
    throw UsageError(
        fmt::format("--replication: {} is out of range: 1 to {} is legal", replication, most));
}

std::string title(const Experiment& experiment, const TraceOptions& options, const Choice& choice,
                  const std::vector<TracedDesign>& designs) {
  auto text = fmt::format("{}: request {}", experiment.scenario.title, choice.request);
  if (!choice.why.empty()) text += ", " + choice.why;
  text += fmt::format(" (replication {}, seed {}). ", options.replication, experiment.seed());
  for (const auto& design : designs)
    if (const auto* trace = design.find(choice.request))
      return text + circumstances(*trace, design.frame);
  return text;
}

}  // namespace

int trace_command(const TraceOptions& options) {
  auto experiment = read_experiment(options.run);
  tell_warnings(experiment.document.problems);
  check_replication(experiment, options.replication);
  std::optional<ResultFolder> folder;
  if (!options.run.folder.empty()) folder.emplace(options.run.folder);
  const TracedRuns runs{static_cast<std::size_t>(options.replication - 1),
                        processes_for(options.run)};
  const auto choice = choose(options, offers_of(experiment, runs, 0), experiment);
  const auto designs = trace(experiment, runs, {choice.request});
  bool written = true;
  if (folder)
    written = write_files(
        *folder,
        trace_files(designs, {experiment.scenario.title, experiment.seed(), runs.replication}),
        options.run);
  put(wrapped(title(experiment, options, choice, designs), page_width) + "\n" +
      waterfall(designs, choice.request, Paint::for_stream(stdout)));
  return written ? ExitCode::holds : ExitCode::system;
}

}  // namespace faultline
