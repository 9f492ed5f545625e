#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "tests/house_rules/rules.hpp"

namespace faultline::house {

namespace {

using Names = std::set<std::string_view>;

/// The rooms of which each room may include headers.
const std::map<std::string_view, Names> may_include = {
    {"sim", {"sim"}},
    {"models", {"models", "sim"}},
    {"analysis", {"analysis", "sim"}},
    {"lab", {"analysis", "lab", "models", "sim"}},
    {"bench", {"analysis", "bench", "lab", "models", "sim"}},
    {"tests", {"analysis", "lab", "models", "sim", "tests"}},
    {"web", {"lab"}},
};

/// The folders from the ground up; those of one line stand beside each other. A file may include
/// headers of its own folder and of those below it.
const std::vector<std::vector<std::string_view>> floors = {
    {"sim/engine"},
    {"sim/language"},
    {"sim/records"},
    {"sim/random", "sim/platform"},
    {"sim/random/counts", "sim/random/distributions"},
    {"sim/resources"},
    {"sim/resources/disciplines"},
    {"models/contracts", "models/spans", "models/placements", "models/conditions"},
    {"models/requests"},
    {"models/instances"},
    {"models/balancers", "models/pauses"},
    {"models/serving"},
    {"models/policies"},
    {"models/arrivals"},
    {"models/workloads"},
    {"models/delivery"},
    {"models/events"},
    {"models/events/brokers"},
    {"models/events/topics"},
    {"models/events/consumers"},
    {"models/data"},
    {"models/faults/targets", "models/faults/recurrences"},
    {"models/faults", "models/releases", "models/steps"},
    {"models/faults/processes", "models/faults/network", "models/faults/data",
     "models/faults/events", "models/faults/workflows", "models/faults/monkey"},
    {"models/scenario"},
    {"models/scenario/structure"},
    {"models/scenario/validation", "models/loads"},
    {"models/smells"},
    {"models/world"},
    {"analysis/estimates"},
    {"analysis/inside"},
    {"analysis/course"},
    {"analysis/measures"},
    {"analysis/traces", "analysis/verdicts", "analysis/graph"},
    {"lab/text"},
    {"lab/running", "lab/files"},
    {"lab/processes"},
    {"lab/output"},
    {"lab/output/csv", "lab/output/tables", "lab/output/structure"},
    {"lab/output/json"},
    {"lab/output/explanations", "lab/output/summaries"},
    {"lab/traces"},
    {"lab/report", "lab/watch"},
    {"lab/reference", "lab/advice", "lab/hunt/trials"},
    {"lab/advice/remedies", "lab/hunt", "lab/schedule"},
    {"lab/commands", "lab/door"},
    {"lab"},
};

/// How far up the folder stands; nothing where it has no place.
std::optional<std::size_t> floor_of(std::string_view folder) {
  for (std::size_t floor = 0; floor < floors.size(); ++floor)
    if (std::ranges::count(floors[floor], folder) > 0) return floor;
  return std::nullopt;
}

std::string_view folder_of(std::string_view path) {
  return path.substr(0, std::min(path.rfind('/'), path.size()));
}

/// A library by the beginning of its headers' names, and the files that may include it.
/// A folder (with its slash) stands for all files below it.
struct Library {
  std::string_view headers;
  Names files;
};

const Library libraries[] = {
    {"simgrid/",
     {"sim/platform/simgrid_world.hpp", "sim/platform/simgrid_world.cpp",
      "sim/platform/platform.cpp", "sim/platform/platform_file.cpp"}},
    {"xbt/", {"sim/platform/simgrid_world.cpp", "sim/platform/platform_file.cpp"}},
    {"boost/graph/", {"analysis/graph/"}},  // in one file of it: scattered_graphs
    {"nlohmann/", {"sim/language/document.cpp", "lab/text/json.hpp", "tests/", "bench/"}},
};

struct Include {
  std::string_view name;
  bool quoted;
  std::size_t offset;
};

std::vector<Include> includes_of(const Source& source) {
  std::vector<Include> includes;
  for (const auto line : lines_of(source.text)) {
    constexpr std::string_view directive = "#include ";
    if (!line.starts_with(directive)) continue;
    const auto rest = line.substr(directive.size());
    const auto name = rest.substr(1, rest.find_first_of("\">", 1) - 1);
    const auto offset = static_cast<std::size_t>(line.data() - source.text.data());
    includes.push_back({name, rest.starts_with('"'), offset});
  }
  return includes;
}

bool stands_in(const Source& source, const Names& places) {
  return std::ranges::any_of(places, [&](auto place) {
    return place.ends_with('/') ? source.path.starts_with(place) : source.path == place;
  });
}

std::string one_of(const Names& names) {
  std::string text;
  for (const auto name : names) text += (text.empty() ? "" : ", ") + std::string{name};
  return text;
}

}  // namespace

Findings wrong_directions(const Source& source) {
  Findings findings;
  const auto allowed = may_include.find(source.room());
  if (allowed == may_include.end()) return findings;
  for (const auto& include : includes_of(source)) {
    const auto room = include.name.substr(0, include.name.find('/'));
    if (!include.quoted || allowed->second.contains(room)) continue;
    const auto message = may_include.contains(room)
                             ? std::string{source.room()} + " may not include " +
                                   std::string{room} + ", only " + one_of(allowed->second)
                             : "\"" + std::string{include.name} +
                                   "\": write it from the root, \"sim/engine/time.hpp\"";
    findings.push_back(finding(source, include.offset, message));
  }
  return findings;
}

Findings upward_includes(const Source& source) {
  Findings findings;
  const std::set<std::string_view> in_floors{"sim", "models", "analysis", "lab"};
  if (!source.is_code() || !in_floors.contains(source.room())) return findings;
  const auto folder = folder_of(source.path);
  const auto own = floor_of(folder);
  if (!own) return {finding(source, 0, std::string{folder} + " has no place among the floors")};
  for (const auto& include : includes_of(source)) {
    const auto other = folder_of(include.name);
    const auto floor = floor_of(other);
    if (include.quoted && other != folder && floor && *floor >= *own)
      findings.push_back(finding(source, include.offset,
                                 std::string{folder} + " may not include " + std::string{other} +
                                     ", which does not stand below it"));
  }
  return findings;
}

Findings misplaced_tests(const Source& source) {
  constexpr std::string_view tests = "tests/";
  if (!source.path.starts_with(tests) || !source.path.ends_with(".test.cpp")) return {};
  const auto folder = folder_of(std::string_view(source.path).substr(tests.size()));
  const auto room = folder.substr(0, folder.find('/'));
  const bool theory = room == "theory";
  if (!theory && (room == "tests" || !may_include.contains(room))) return {};
  if (theory && folder == room) return {};
  const auto tested =
      (theory ? "models" : std::string(room)) + std::string(folder.substr(room.size()));
  if (tested != "lab" && floor_of(tested)) return {};
  return {finding(source, 0, "there is no folder " + tested + " to be tested")};
}

Findings misplaced_libraries(const Source& source) {
  Findings findings;
  for (const auto& include : includes_of(source))
    for (const auto& library : libraries)
      if (include.name.starts_with(library.headers) && !stands_in(source, library.files))
        findings.push_back(finding(source, include.offset,
                                   "<" + std::string{library.headers} + "...> belongs in " +
                                       one_of(library.files) + " only"));
  return findings;
}

Findings scattered_graphs(const std::vector<Source>& tree) {
  Names files;
  for (const auto& source : tree)
    for (const auto& include : includes_of(source))
      if (include.name.starts_with("boost/graph/")) files.insert(source.path);
  if (files.size() <= 1) return {};
  return {"Boost.Graph is included in " + one_of(files) + ": keep it to one of them"};
}

}  // namespace faultline::house
