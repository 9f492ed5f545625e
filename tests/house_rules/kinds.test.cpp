#include <algorithm>
#include <catch2/catch.hpp>

#include "models/arrivals/arrivals.hpp"
#include "models/balancers/balancer.hpp"
#include "models/conditions/criterion.hpp"
#include "models/faults/fault.hpp"
#include "models/faults/recurrences/recurrence.hpp"
#include "models/faults/targets/selector.hpp"
#include "models/faults/workflows/workflow.hpp"
#include "models/pauses/pause.hpp"
#include "models/placements/placement.hpp"
#include "models/policies/policy.hpp"
#include "models/releases/strategy.hpp"
#include "models/workloads/workload.hpp"
#include "sim/random/count.hpp"
#include "sim/random/distribution.hpp"
#include "tests/house_rules/source.hpp"

/// Every kind of the catalogues stands in a scenario that shows it.
namespace faultline::house {

namespace {

std::string quoted(const std::string& word) { return "\"" + word + "\""; }

/// True where the object that goes on behind `at` has one of the kind's own fields, so that a kind
/// of the same name in another family does not count.
bool has_field_of(const KindShape& kind, std::string_view text, std::size_t at) {
  const auto object = text.substr(at, text.find('}', at) - at);
  return kind.fields.empty() || kind.bare_name ||
         std::ranges::any_of(kind.fields, [&](const Field& field) {
           return object.find(quoted(field.name)) != object.npos;
         });
}

bool is_shown(const KindShape& kind, std::string_view text) {
  const bool led_by_name = kind.led_by != "kind";
  if (kind.bare_name && text.find(": " + quoted(kind.name)) != text.npos) return true;
  const auto mark = led_by_name ? quoted(kind.name) + ":" : "\"kind\": " + quoted(kind.name);
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1))
    if (led_by_name || has_field_of(kind, text, at + mark.size())) return true;
  return false;
}

bool may_show(const Source& source) {
  return source.path.starts_with("scenarios/") && !source.path.ends_with(".schema.json");
}

template <class Family>
Findings kinds_not_shown(const std::vector<Source>& tree) {
  Findings findings;
  for (const auto& kind : shapes_of<Family>()) {
    const bool shown = std::ranges::any_of(tree, [&](const Source& source) {
      return may_show(source) && is_shown(kind, source.text);
    });
    if (!shown)
      findings.push_back(std::string(Family::called) + " " + quoted(kind.name) +
                         " stands in no scenario");
  }
  return findings;
}

/// All families of the language.
template <class... Families>
struct Catalogue {
  static Findings not_shown(const std::vector<Source>& tree) {
    Findings findings;
    for (const auto& family : {kinds_not_shown<Families>(tree)...})
      findings.insert(findings.end(), family.begin(), family.end());
    return findings;
  }
  static std::size_t kinds() { return (kinds_of<Families>().size() + ...); }
};

using Language =
    Catalogue<Step, Policy, Fault, Selector, Recurrence, Arrivals, Workload, Distribution, Count,
              Discipline, Balancer, Pause, Strategy, Criterion, WorkflowStep, Placement>;

Source shown_by(const std::string& text) { return {"scenarios/a.json", text}; }

}  // namespace

TEST_CASE("House: no kind is without a scenario that shows it") {
  CHECK(Language::not_shown(read_tree(FAULTLINE_TREE)) == Findings{});
}

TEST_CASE("House: a kind that nothing shows is told") {
  const auto all = Language::not_shown({});
  CHECK(all.size() == Language::kinds());
  CHECK(all.front() == "step \"work\" stands in no scenario");
}

TEST_CASE("House: a kind is shown by its name with a field of its own") {
  const auto arrivals = [](const std::string& text) {
    return kinds_not_shown<Arrivals>({shown_by(text)}).size();
  };
  const auto all = kinds_of<Arrivals>().size();
  CHECK(arrivals(R"({ "kind": "constant", "rate": "1/s" })") == all - 1);
  CHECK(arrivals(R"({ "kind": "constant", "value": "1s" })") == all);
  CHECK(kinds_not_shown<Step>({shown_by(R"({ "work": "1s" })")}).size() ==
        kinds_of<Step>().size() - 1);
}

}  // namespace faultline::house
