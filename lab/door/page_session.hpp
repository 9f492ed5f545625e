#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/output/explanations/proving.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/runs.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// A scenario as a page has it, and how it wants to have it run.
struct PageScenario {
  std::string text;
  RunOptions options;  ///< `scenario` is the name that messages and the command have
};

/// One run that a page asks for.
struct PageRun {
  std::string design;
  std::size_t replication = 0;
  std::vector<std::size_t> without = {};  ///< faults that do not happen, by number, ascending
};

/// Is called now and then during a run: how far it has come, 0 to 1.
using PageProgress = std::function<void(double share)>;

/// One scenario in a page. Runs are made by many sessions, each in a worker of its own; what they
/// come to is taken by one of them, which writes the report. Whatever is wrong with what it is
/// asked throws ScenarioError.
class PageSession {
 public:
  /// Throws for what is wrong with the scenario, at its place there, and for "network": "flows".
  explicit PageSession(PageScenario scenario);

  /// What a page has to know before it runs anything: designs, replications, what it takes, which
  /// further runs a report wants, warnings; and why it is too much for a page, if it is.
  Json outline() const;

  /// What the run comes to, for `take` of a session of the same scenario.
  std::vector<std::byte> run(const PageRun& run, const PageProgress& progress) const;
  void take(const PageRun& run, std::span<const std::byte> result);

  /// Of the first replication, once it is taken, so that each design traces the same.
  std::vector<std::uint64_t> worth_tracing() const;
  std::vector<std::byte> trace(const std::string& design,
                               const std::vector<std::uint64_t>& requests) const;
  void take_trace(const std::string& design, std::span<const std::byte> traces);

  /// Replications that all designs have finished, from the first on.
  std::size_t finished() const;

  /// What `faultline run --report` writes, of the replications finished so far; in brief, without
  /// what takes long to write (ReportSource::brief).
  Json report(bool brief) const;

 private:
  Experiment experiment() const;
  std::string why_too_large() const;
  void check_run(const PageRun& run) const;
  std::size_t index_of(const std::string& design) const;
  std::vector<DesignProofs> proofs(const Runs& runs) const;
  std::vector<TracedDesign> traces() const;

  PageScenario scenario_;
  Experiment experiment_;
  std::map<std::vector<std::size_t>, Gathering> gathered_;  ///< by the faults left out
  std::vector<std::optional<std::vector<Trace>>> traces_;   ///< by design
};

}  // namespace faultline
