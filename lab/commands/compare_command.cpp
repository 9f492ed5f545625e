#include <fmt/format.h>

#include <optional>

#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/commands/compared_runs.hpp"
#include "lab/output/summaries/moves.hpp"
#include "lab/text/words.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

struct NamePair {
  std::string before;
  std::string after;
};

const MeasuredDesign& design_in(const ComparedRuns& side, const std::string& name) {
  const auto* found = find_among(side.designs, name);
  if (!found)
    throw ScenarioError(fmt::format("--designs: {}: {}", side.name,
                                    not_among("design", name, names_in(side.designs))));
  return *found;
}

std::vector<NamePair> given_pairs(const std::vector<std::string>& given) {
  std::vector<NamePair> pairs;
  for (const auto& words : given) {
    const auto middle = words.find('=');
    if (middle == words.npos || middle == 0 || middle + 1 == words.size())
      throw UsageError(
          fmt::format("--designs: expected two names such as rest=events, found \"{}\"", words));
    pairs.push_back({words.substr(0, middle), words.substr(middle + 1)});
  }
  return pairs;
}

/// Those of the same name; reports the others.
std::vector<NamePair> common_pairs(const ComparedRuns& before, const ComparedRuns& after,
                                   std::vector<std::string>& notes) {
  std::vector<NamePair> pairs;
  for (const auto& design : before.designs)
    if (among(names_in(after.designs), design.name))
      pairs.push_back({design.name, design.name});
    else
      notes.push_back(fmt::format("design \"{}\" is only in {}", design.name, before.name));
  for (const auto& design : after.designs)
    if (!among(names_in(before.designs), design.name))
      notes.push_back(fmt::format("design \"{}\" is only in {}", design.name, after.name));
  if (pairs.empty())
    throw UsageError(fmt::format("{} and {} have no design in common: --designs A=B names two",
                                 before.name, after.name));
  return pairs;
}

ComparedSide side_of(const ComparedRuns& runs) {
  return {runs.name, runs.experiment.seed(),
          runs.designs.empty() ? 0 : runs.designs.front().runs.size()};
}

Moves moves_of(const ComparedRuns& before, const ComparedRuns& after,
               const std::vector<std::string>& designs) {
  Moves moves{.before = side_of(before), .after = side_of(after)};
  moves.notes = why_unpaired(before, after);
  moves.paired = moves.notes.empty();
  for (auto& note : moves.notes) note += ": the differences are not paired";
  for (auto& note : differences_told(before, after)) moves.notes.push_back(note);
  const auto pairs =
      designs.empty() ? common_pairs(before, after, moves.notes) : given_pairs(designs);
  for (const auto& [one, other] : pairs)
    moves.designs.push_back(move_of(design_in(before, one), design_in(after, other), moves.paired));
  name_winners(moves);
  return moves;
}

/// Seed and replications of what is not asked for otherwise: those of the other side, so that the
/// differences can be paired.
RunOptions like(const ComparedRuns& other, RunOptions options) {
  if (!options.seed) options.seed = other.experiment.scenario.run.seed;
  if (!options.replications) options.replications = other.experiment.scenario.run.replications;
  return options;
}

}  // namespace

int compare_command(const CompareOptions& options) {
  given_pairs(options.designs);
  const bool before_is_read = is_result_folder(options.before);
  const bool after_is_read = is_result_folder(options.after);
  if (before_is_read && after_is_read && (options.run.seed || options.run.replications))
    throw UsageError("--seed and --replications have no effect on result folders");
  std::optional<ComparedRuns> after;
  if (after_is_read) after = results_in(options.after);
  const auto before =
      before_is_read ? results_in(options.before)
                     : runs_of(options.before, after ? like(*after, options.run) : options.run);
  if (before.interrupted) return ExitCode::interrupted;
  if (!after) after = runs_of(options.after, like(before, options.run));
  if (after->interrupted) return ExitCode::interrupted;
  const auto moves = moves_of(before, *after, options.designs);
  put(options.run.format == "json"
          ? to_text(moves_json(moves))
          : moves_table(moves, Paint::for_stream(stdout), options.run.all));
  return moves.count(Winner::first) > 0 ? ExitCode::fails : ExitCode::holds;
}

}  // namespace faultline
