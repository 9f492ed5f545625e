#include "lab/advice/draft.hpp"

#include <catch2/catch.hpp>

#include "lab/text/json.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;

namespace {

/// Two designs share what b does.
Document two_designs() {
  const Setup setup{.services = R"("a": {}, "b": {})",
                    .operations = R"("b.run": [ { "work": "1ms" }, { "effect": "done" } ],
                       "a.run": [ { "call": "b.run" } ])",
                    .designs = R"("one": {}, "two/half": {})"};
  return parse_document(setup.text(), "shop.json");
}

Json written(const Document& document) { return to_json(document.root); }

/// Of the call in the shared operation a.run.
const Place call{0, 0, "/operations/a.run/0/call"};

}  // namespace

TEST_CASE("A shared operation is changed in the design's own copy") {
  Draft draft(two_designs(), "two/half");
  set(draft.step_at(call), "optional", json("true"));
  const auto changed = written(draft.finished());
  CHECK(changed["operations"]["a.run"][0] == Json{{"call", "b.run"}});
  CHECK(changed["designs"]["two/half"]["a.run"][0]["optional"] == true);
  CHECK(changed["designs"]["one"].empty());
}

TEST_CASE("What no design needs any more is taken out, what another one needs stays") {
  Draft draft(two_designs(), "one");
  draft.step_at(call) = json(R"({ "effect": "done" })");
  CHECK(written(draft.finished())["operations"].contains("b.run"));
  auto alone = two_designs();
  std::erase_if(alone.root.find("designs")->members,
                [](const Member& member) { return member.key == "two/half"; });
  Draft of_one(std::move(alone), "one");
  of_one.step_at(call) = json(R"({ "effect": "done" })");
  CHECK(written(of_one.finished())["operations"].empty());
}

TEST_CASE("Tables that a design has not got are made") {
  Draft draft(two_designs(), "one");
  set(draft.table("topics"), "news", json("{}"));
  policies_of(draft.step_at(call)).items.push_back(object_with("kind", "retry"));
  const auto changed = written(draft.finished());
  CHECK(changed["designs"]["one"]["topics"] == Json{{"news", Json::object()}});
  CHECK(changed["designs"]["one"]["a.run"][0]["policies"][0]["kind"] == "retry");
}
