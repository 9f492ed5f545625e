#include "lab/door/page_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/inside/candidates.hpp"
#include "lab/door/page_limits.hpp"
#include "lab/door/problems_json.hpp"
#include "lab/door/watched_run.hpp"
#include "lab/output/results.hpp"
#include "lab/report/further_runs.hpp"
#include "lab/report/report.hpp"
#include "lab/running/single_run.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"

namespace faultline {

PageSession::PageSession(PageScenario scenario)
    : scenario_(std::move(scenario)),
      experiment_(experiment()),
      traces_(experiment_.designs.size()) {
  check_sharing(experiment_, scenario_.options);
}

/// Made anew for each run, which uses it up.
Experiment PageSession::experiment() const {
  return experiment_of(parse_document(scenario_.text, scenario_.options.scenario),
                       scenario_.options);
}

Json PageSession::outline() const {
  const auto& [document, scenario, designs, expectations] = experiment_;
  const auto size = page_size_of(experiment_);
  const auto which = faults_to_prove(scenario);
  Json json{{"title", scenario.title},
            {"question", scenario.question},
            {"designs", designs},
            {"replications", experiment_.replications()},
            {"seed", experiment_.seed()},
            {"length_s", seconds(scenario.run.length)},
            {"requests_per_run", size.requests},
            {"bytes_per_run", size.bytes},
            {"too_large", why_too_large().empty() ? Json(nullptr) : Json(why_too_large())},
            {"command", command_of(experiment_, scenario_.options)},
            {"proofs", Json::array()},
            {"proof_replications", proving_runs(experiment_, experiment_.replications())},
            {"warnings", problems_json(document.problems.warned())}};
  for (const auto fault : which.alone) json["proofs"].push_back(Json::array({fault}));
  return json;
}

std::string PageSession::why_too_large() const {
  return faultline::why_too_large(experiment_, scenario_.options);
}

void PageSession::check_run(const PageRun& run) const {
  index_of(run.design);
  if (run.replication >= experiment_.replications())
    throw ScenarioError(fmt::format("there is no replication {}", run.replication + 1));
  if (!std::ranges::is_sorted(run.without, std::ranges::less_equal{}) ||
      (!run.without.empty() && run.without.back() >= experiment_.scenario.faults.size()))
    throw ScenarioError("the faults to be left out are numbers of faults, in order");
}

std::size_t PageSession::index_of(const std::string& design) const {
  if (!among(experiment_.designs, design))
    throw ScenarioError(not_among("design", design, experiment_.designs));
  return index_among(experiment_.designs, design);
}

std::vector<std::byte> PageSession::run(const PageRun& run, const PageProgress& progress) const {
  check_run(run);
  if (const auto why = why_too_large(); !why.empty()) throw ScenarioError(why);
  auto experiment = this->experiment();
  const bool whole = run.without.empty();
  const auto length = experiment.scenario.run.length;
  const auto one_in = whole && run.replication == 0 ? shown_one_in(experiment) : 0;
  auto result = run_one(std::move(experiment.scenario),
                        {.design = run.design,
                         .streams = {experiment_.seed(), run.replication},
                         .recording = {.passages = whole},
                         .without = run.without,
                         .keep_fates = true,
                         .keep_course = whole,
                         .trace_one_in = one_in},
                        [&](World& world) { run_watched(world, length, progress); });
  result.events -= watching_events;
  if (!whole) result.summary.series.clear();
  return to_bytes(result);
}

void PageSession::take(const PageRun& run, std::span<const std::byte> result) {
  check_run(run);
  auto& gathering =
      gathered_.try_emplace(run.without, experiment_.designs.size(), experiment_.replications())
          .first->second;
  gathering.take(index_of(run.design), run.replication, from_bytes(result));
}

std::vector<std::uint64_t> PageSession::worth_tracing() const {
  if (finished() == 0) throw ScenarioError("the first replication is not finished");
  std::vector<Offer> offers;
  for (const auto& design : gathered_.at({}).so_far(false).results)
    offers.push_back(design.front().offer);
  return faultline::worth_tracing(offers);
}

std::vector<std::byte> PageSession::trace(const std::string& design,
                                          const std::vector<std::uint64_t>& requests) const {
  index_of(design);
  if (!std::ranges::is_sorted(requests)) throw ScenarioError("requests stand in ascending order");
  return to_bytes(trace_one(experiment().scenario, design, {experiment_.seed(), 0}, requests));
}

void PageSession::take_trace(const std::string& design, std::span<const std::byte> traces) {
  traces_[index_of(design)] = traces_from_bytes(traces);
}

std::size_t PageSession::finished() const {
  const auto found = gathered_.find({});
  return found == gathered_.end() ? 0 : found->second.finished();
}

/// None unless all that they need has been taken.
std::vector<DesignProofs> PageSession::proofs(const Runs& runs) const {
  const auto which = faults_to_prove(experiment_.scenario);
  if (which.alone.empty()) return {};
  return prove(runs, which,
               [&](const std::vector<std::size_t>& without) -> Runs {
                 const auto found = gathered_.find(without);
                 if (found == gathered_.end() || found->second.finished() == 0 ||
                     found->second.finished() > runs.results.front().size())
                   return {.results = {}, .interrupted = true};
                 return found->second.so_far(false);
               })
      .value_or(std::vector<DesignProofs>());
}

/// None unless those of all designs have been taken.
std::vector<TracedDesign> PageSession::traces() const {
  std::vector<TracedDesign> traced;
  for (std::size_t i = 0; i < traces_.size(); ++i) {
    if (!traces_[i]) return {};
    const auto& name = experiment_.designs[i];
    traced.push_back({name, frame_of(experiment_.scenario, name), *traces_[i]});
  }
  return traced;
}

Json PageSession::report(bool brief) const {
  if (finished() == 0) throw ScenarioError("no replication is finished");
  const auto runs = gathered_.at({}).so_far(!brief);
  const auto results = results_of(experiment_, runs);
  return report_json({.experiment = experiment_,
                      .results = results,
                      .traces = brief ? std::vector<TracedDesign>() : traces(),
                      .proofs = brief ? std::vector<DesignProofs>() : proofs(runs),
                      .command = command_of(experiment_, scenario_.options),
                      .scenario = scenario_.text,
                      .brief = brief});
}

}  // namespace faultline
