#include "sim/language/problems.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>

#include "sim/language/synonyms.hpp"

namespace faultline {

namespace {

constexpr std::size_t most_shown = 50;
constexpr std::size_t most_legal = 40;  ///< names that are listed
constexpr std::size_t most_hints = 100;

/// Letters put in, left out, changed, or two neighbours swapped (optimal string alignment).
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(before, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      row[j] =
          std::min({last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

/// How many edits apart two names may be that are still near: "min" is not near to "kind".
std::size_t most_edits(std::size_t letters) {
  return letters <= 4 ? 1 : std::max<std::size_t>(2, letters / 3);
}

/// "_max_attempts_": so that a name of whole words is found within another one.
std::string joined(std::string_view name) {
  std::string words = "_";
  for (const char c : name)
    words +=
        c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return words + "_";
}

/// The longest name whose words stand within `found`, as "attempts" does in "max_attempts", or
/// the first within which `found` stands.
std::string_view related(std::string_view found, const std::vector<std::string>& legal) {
  std::string_view best;
  const auto wanted = joined(found);
  for (const auto& name : legal)
    if (name.size() > 2 && name.size() > best.size() && wanted.find(joined(name)) != wanted.npos)
      best = name;
  if (!best.empty() || found.size() < 3) return best;
  for (const auto& name : legal)
    if (joined(name).find(wanted) != std::string::npos) return name;
  return {};
}

/// However its words are joined: "At least once", "at-least-once" and "atLeastOnce" are one.
std::string plain(std::string_view name) {
  std::string letters;
  for (const char c : name)
    if (c != '_' && c != '-' && c != ' ')
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return letters;
}

}  // namespace

std::string_view nearest(std::string_view found, const std::vector<std::string>& legal) {
  auto best = synonym(found, legal);
  if (!best.empty()) return best;
  const auto wanted = plain(found);
  auto fewest = most_edits(wanted.size()) + 1;
  for (const auto& name : legal) {
    const auto letters = plain(name);
    const auto longer = std::max(letters.size(), wanted.size());
    if (longer - std::min(letters.size(), wanted.size()) >= fewest) continue;
    if (const auto distance = edits(wanted, letters); distance < fewest) {
      fewest = distance;
      best = name;
    }
  }
  return best.empty() ? related(found, legal) : best;
}

std::string not_among(std::string_view what, std::string_view found,
                      const std::vector<std::string>& legal, std::size_t told) {
  const auto sort = what.substr(0, what.find(" of "));
  auto text = fmt::format("no {} \"{}\"{}", sort, found, what.substr(sort.size()));
  if (told >= most_hints) return text;
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (const auto& name : legal)
    if (!name.empty() && known.insert(name).second) names.push_back(name);
  if (const auto near = nearest(found, names); !near.empty())
    text += fmt::format("; did you mean \"{}\"?", near);
  if (names.empty()) return text + "; none is defined";
  const auto more = names.size() - std::min(names.size(), most_legal);
  names.resize(names.size() - more);
  return fmt::format("{} (legal: {}{})", text, fmt::join(names, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string Problems::beside(const std::string& name) const {
  const auto folder = file_.substr(0, file_.rfind('/') + 1);  // none where it names no folder
  return name.starts_with('/') ? name : folder + name;
}

bool Problems::told_within(const std::string& pointer) const {
  if (told_of_.contains(pointer)) return true;
  const auto below = told_of_.lower_bound(pointer + "/");
  return below != told_of_.end() && below->starts_with(pointer + "/");
}

std::vector<Problem> Problems::in_order(const std::vector<Problem>& problems) {
  std::set<Problem> known;
  std::vector<Problem> ordered;
  for (const auto& problem : problems)
    if (known.insert(problem).second) ordered.push_back(problem);
  std::ranges::stable_sort(ordered, {}, [](const Problem& problem) {
    return std::pair(problem.place.line, problem.place.column);
  });
  return ordered;
}

std::vector<std::string> Problems::texts(const std::vector<Problem>& problems,
                                         std::string_view mark) const {
  std::vector<std::string> texts;
  const auto ordered = in_order(problems);
  for (const auto& [place, message] : ordered) {
    if (texts.size() == most_shown) {
      texts.push_back(fmt::format("{}: {}and {} more", file_, mark, ordered.size() - most_shown));
      break;
    }
    const auto where = place.line > 0 ? fmt::format("{}:{}:{}", file_, place.line, place.column)
                                      : fmt::format("{} with {}", file_, place.option);
    const auto pointer = place.pointer.empty() ? "" : place.pointer + ": ";
    texts.push_back(fmt::format("{}: {}{}{}", where, mark, pointer, message));
  }
  return texts;
}

void Problems::raise() const {
  if (!none())
    throw ScenarioError(fmt::format("{}", fmt::join(texts(errors_, ""), "\n")), in_order(errors_));
}

}  // namespace faultline
