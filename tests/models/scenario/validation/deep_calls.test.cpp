#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "models/scenario/validation/validation.hpp"
#include "sim/language/document.hpp"

using namespace faultline;

namespace {

/// Operations in layers, each of which asks every one of the next layer, one after the other, and
/// works for 1 us in the last.
std::string layers(int depth, int width, const std::string& deadline) {
  std::string services;
  std::string operations;
  for (int i = 0; i < depth; ++i)
    for (int j = 0; j < (i == 0 ? 1 : width); ++j) {
      const auto name = fmt::format("s{}x{}", i, j);
      services += fmt::format("{}\"{}\": {{}}", services.empty() ? "" : ", ", name);
      std::string steps;
      for (int k = 0; i + 1 < depth && k < width; ++k)
        steps += fmt::format("{{ \"call\": \"s{}x{}.run\" }}, ", i + 1, k);
      if (i + 1 == depth) steps += R"({ "work": "1us" }, )";
      operations += fmt::format("{}\"{}.run\": [ {}{{ \"effect\": \"done\" }} ]",
                                operations.empty() ? "" : ", ", name, steps);
    }
  return fmt::format(R"({{ "faultline": 1, "title": "Layers", "question": "How deep?",
    "run": {{ "length": "1min", "warmup": "1s" }},
    "transaction": {{ "entry": "s0x0.run", "effects": ["done"], "deadline": "{}" }},
    "workload": {{ "kind": "open", "arrivals": "1/s" }},
    "platform": {{ "zones": {{ "rack": {{ "hosts": ["host"] }} }} }},
    "services": {{ {} }}, "operations": {{ {} }}, "designs": {{ "only": {{}} }} }})",
                     deadline, services, operations);
}

std::string told(const std::string& text) {
  auto document = parse_document(text, "layers.json");
  try {
    read_scenario(document);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("the least time of a chain of a thousand calls is that of its last service") {
  CHECK(told(layers(1000, 1, "1001ns")).empty());
  CHECK_THAT(told(layers(1000, 1, "1us")), Catch::Contains("it takes at least 1us"));
}

TEST_CASE("twenty shared layers of two take the least time of all their paths together") {
  // 2^19 paths of 1 us each, one after the other.
  CHECK(told(layers(20, 2, "525ms")).empty());
  CHECK_THAT(told(layers(20, 2, "524ms")), Catch::Contains("it takes at least 524.288ms"));
}
