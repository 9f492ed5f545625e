#include "lab/reference/schema.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
#include <sstream>

using namespace faultline;

namespace {

const Json& schema() {
  static const Json json = scenario_schema();
  return json;
}

const Json& definition(const char* key) { return schema().at("definitions").at(key); }

/// What is asked of the members of `family` once its kind is known.
const Json& case_of(const Json& family, std::size_t number) {
  return family.at("allOf").at(number).at("then");
}

/// Every object in `json`, itself included, that has members in "properties".
void collect_objects(const Json& json, std::vector<const Json*>& found) {
  if (json.is_object() && json.contains("properties") && json.contains("additionalProperties"))
    found.push_back(&json);
  for (const auto& part : json)
    if (part.is_structured()) collect_objects(part, found);
}

bool matches(const char* key, const std::string& text) {
  return std::regex_search(text, std::regex(definition(key).at("pattern").get<std::string>()));
}

}  // namespace

TEST_CASE("the schema that stands in scenarios is the one that the program prints") {
  std::ifstream file("scenarios/scenario.schema.json");
  REQUIRE(file);
  std::ostringstream committed;
  committed << file.rdbuf();
  const bool up_to_date = committed.str() == to_text(schema());
  INFO("write it anew: ./faultline schema > scenarios/scenario.schema.json");
  CHECK(up_to_date);
}

TEST_CASE("no object of the schema takes an unknown key") {
  std::vector<const Json*> objects;
  collect_objects(schema(), objects);
  CHECK(objects.size() > 25);  // sections and kinds
  for (const auto* object : objects) CHECK(object->at("additionalProperties") == false);
}

TEST_CASE("required fields, defaults, ranges and words are those of the declaration") {
  CHECK(schema().at("required") ==
        Json{"faultline", "title", "question", "transaction", "workload", "services", "designs"});
  const auto& service = schema()["properties"]["services"]["additionalProperties"];
  CHECK(service["properties"]["workers"] ==
        Json{{"description", "requests that one instance processes at once (1 to 1000000)"},
             {"type", "integer"},
             {"minimum", 1},
             {"maximum", 1000000},
             {"default", 16}});
  CHECK(definition("discipline")["then"]["enum"][1] == "lifo");
  const auto& timeout = case_of(definition("policy"), 0);
  CHECK(timeout["required"] == Json{"after"});
  CHECK(timeout["properties"]["cancel"]["default"] == false);
  CHECK(timeout["properties"]["after"]["allOf"][0]["$ref"] == "#/definitions/positive-duration");
}

TEST_CASE("a family is told apart by its kind, steps by the key that leads them") {
  CHECK(definition("policy")["properties"]["kind"]["enum"][0] == "timeout");
  CHECK(case_of(definition("policy"), 1)["properties"]["kind"]["const"] == "deadline");
  const auto& step = definition("step");
  CHECK(step["anyOf"][0] == Json{{"required", Json{"work"}}});
  CHECK(step["allOf"][0]["if"] == step["anyOf"][0]);
  CHECK(case_of(step, 0)["required"] == Json{"work"});
}

TEST_CASE("steps hold steps") {
  const auto& parallel = case_of(definition("step"), 2)["properties"]["parallel"];
  CHECK(parallel["type"] == "array");
  CHECK(parallel["items"]["$ref"] == "#/definitions/step");
}

TEST_CASE("a bare text stands for a constant duration and for a Poisson rate") {
  const auto& distribution = definition("distribution");
  CHECK(distribution["if"] == Json{{"type", "string"}});
  CHECK(distribution["then"]["$ref"] == "#/definitions/duration");
  CHECK(definition("arrival-process")["then"]["$ref"] == "#/definitions/positive-rate");
  CHECK_FALSE(definition("fault").contains("if"));
}

TEST_CASE("the operations of a design are members with a dot") {
  const auto& design = schema()["properties"]["designs"]["additionalProperties"];
  const auto& operations = design["patternProperties"]["^[^.]+\\.[^.]+$"];
  CHECK(operations["items"]["$ref"] == "#/definitions/step");
}

TEST_CASE("patterns take what the reader takes, and no number without its unit") {
  for (const auto* good : {"250ms", "1.5s", ".5s", "5.s", "1e3ms", "2E-3h", "0s"})
    CHECK(matches("duration", good));
  for (const auto* bad : {"250", "ms", "", "-5s", "5 s", "5days", "1.2.3s", "5ms "})
    CHECK_FALSE(matches("duration", bad));
  CHECK(matches("positive-duration", "0.5ms"));
  CHECK(matches("positive-duration", "10s"));
  CHECK_FALSE(matches("positive-duration", "0s"));
  CHECK_FALSE(matches("positive-duration", "0.0e5s"));
  CHECK(matches("rate", "40/s"));
  CHECK(matches("size", "16KiB"));
  CHECK(matches("bandwidth", "1Gbps"));
}
