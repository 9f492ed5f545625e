#include "lab/hunt/trials/menu.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "lab/hunt/trials/fault_set.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"
#include "tests/lab/hunt/setting.hpp"

using namespace faultline;

namespace {

const std::vector<std::string> both{"calls", "events"};

Menu menu_for(const MenuFilter& filter = {}) {
  return menu_of(ground_of(experiment_in(tiny_scenario)), both, filter);
}

bool has(const Menu& menu, const std::string& text) {
  return std::ranges::any_of(menu.faults,
                             [&](const MenuFault& fault) { return fault.text() == text; });
}

}  // namespace

TEST_CASE("The menu has what the validation lets strike a part, in the designs that have it") {
  const auto menu = menu_for();
  CHECK(menu.places == std::vector<std::string>{"service shop", "service bank", "topic sales"});
  CHECK(has(menu, "crash of bank"));
  CHECK(has(menu, "drop of topic sales"));
  CHECK_FALSE(has(menu, "drop of bank"));
  CHECK_FALSE(has(menu, "flush of bank"));
  CHECK(among(menu.nowhere, std::string("flush")));
  for (const auto& fault : menu.faults)
    CHECK(fault.place.designs == (fault.place.name == "sales" ? std::vector<std::size_t>{1}
                                                              : std::vector<std::size_t>{0, 1}));
}

TEST_CASE("Every fault of the menu makes a valid scenario") {
  const auto experiment = experiment_in(tiny_scenario);
  const auto ground = ground_of(experiment);
  const auto menu = menu_of(ground, both, {});
  CHECK(menu.faults.size() > 10);
  for (std::size_t i = 0; i < menu.faults.size(); ++i) {
    INFO(menu.faults[i].text());
    auto document = document_with({ground, menu, both}, full_set(menu, 0, {i}));
    CHECK_NOTHROW(read_scenario(document));
  }
}

TEST_CASE("Every kind of fault is in the menu, or has a reason not to be") {
  const auto menu = menu_for({.kinds = {}, .parts = {"bank"}});
  for (const auto& kind : kinds_of<Fault>()) {
    INFO(kind.name);
    CHECK((has(menu, kind.name + " of bank") || among(menu.nowhere, kind.name) ||
           among(menu.unchosen, kind.name)));
  }
}

TEST_CASE("The menu can be narrowed, and says what is left out") {
  const auto menu = menu_for({.kinds = {"crash", "slow"}, .parts = {"bank"}});
  REQUIRE(menu.faults.size() == 2);
  CHECK(menu.faults[1].text() == "slow of bank");
  CHECK(menu.narrowed_parts == std::vector<std::string>{"service shop", "topic sales"});
  CHECK(menu.narrowed_kinds.size() == kinds_of<Fault>().size() - 2);
  CHECK_THROWS_WITH(menu_for({.kinds = {"crahs"}, .parts = {}}),
                    Catch::Contains("did you mean \"crash\""));
  CHECK_THROWS_WITH(menu_for({.kinds = {}, .parts = {"bnak"}}),
                    Catch::Contains("did you mean \"bank\""));
}

TEST_CASE("A hunt cuts the run of a constant load, and no other") {
  // 20 s: a sixth is 3.333 s; 1 s of warm-up, 6 s before, 3.333 s, and 10 s after are longer.
  const auto whole = ground_of(experiment_in(tiny_scenario));
  CHECK_FALSE(whole.cut);
  CHECK(whole.longest == std::chrono::milliseconds(3333));
  CHECK(whole.at == std::chrono::seconds(1) + (std::chrono::seconds(19) - whole.longest) / 2);
  // 10 min: 1 s, 10 s before, 60 s, 60 s after.
  const auto longer = replaced(tiny_scenario, "\"length\": \"20s\"", "\"length\": \"10min\"");
  const auto cut = ground_of(experiment_in(longer));
  CHECK(cut.cut);
  CHECK(cut.at == std::chrono::seconds(11));
  CHECK(cut.longest == std::chrono::seconds(60));
  CHECK(cut.scenario.run.length == std::chrono::seconds(131));
  const auto changed = replaced(longer, R"("expect")", R"("changes": [
      { "name": "more", "set": "services.bank.workers", "to": 4, "at": "9min" } ], "expect")");
  CHECK_FALSE(ground_of(experiment_in(changed)).cut);
}
