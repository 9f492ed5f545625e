#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/measures/measures.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// Its results in JSON, and its files in `folder / name`.
nlohmann::json run(const TemporaryFolder& folder, const std::string& name,
                   const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{
      "run",    folder.file("tiny.json", tiny_scenario), "--out", folder / name, "--format", "json",
      "--quiet"};
  words.insert(words.end(), more.begin(), more.end());
  return nlohmann::json::parse(faultline_with(words).out);
}

}  // namespace

TEST_CASE("Parts and edges over time stand in JSON and CSV, each value with its interval") {
  const TemporaryFolder folder;
  const auto results = run(folder, "out");
  const auto& calls = results["designs"]["calls"]["over_time"];
  CHECK(calls["time_s"].size() == 20);
  const auto& bank = calls["parts"]["service bank"];
  // Down from 10 s to 12 s.
  CHECK(bank["instances_up"]["mean"][9] == 1);
  CHECK(bank["instances_up"]["mean"][10] == 0);
  CHECK(bank["instances_up"]["mean"][12] == 1);
  CHECK(bank["failed_per_s"]["mean"][11] > 0);
  CHECK(bank["attempts_per_s"]["low"][5] <= bank["attempts_per_s"]["mean"][5]);
  CHECK(bank["response_p50_s"]["mean"][11].is_null());
  CHECK(bank["breakers_open"].is_null());
  CHECK(bank["lag_s"].is_null());
  CHECK(calls["edges"].size() == 2);
  CHECK(calls["edges"][1]["from"] == "shop.buy");
  CHECK(calls["edges"][1]["to"] == "bank.pay");
  const auto parts = folder.content_of("out/parts.csv");
  CHECK(parts.starts_with("design,part,time_s,in_flight_mean,in_flight_low,in_flight_high,"));
  // Two services in both designs, a topic and a subscription in one, 20 buckets, and the head.
  CHECK(std::ranges::count(parts, '\n') == 1 + (2 + 4) * 20);
  // client > shop, shop > bank; client > shop, shop > topic, topic > bank.
  CHECK(std::ranges::count(folder.content_of("out/edges.csv"), '\n') == 1 + (2 + 3) * 20);
}

TEST_CASE("The parts that a fault touched stand in the order in which they left their bands") {
  const TemporaryFolder folder;
  const auto results = run(folder, "out", {"--set", "run.length=60s"});
  const auto& down = results["designs"]["calls"]["dominoes"]["bank down"];
  REQUIRE(down["order"].size() == 2);
  CHECK(down["order"][0]["part"] == "service bank");
  CHECK(down["order"][1]["part"] == "service shop");
  CHECK(down["order"][0]["left_after_s"]["mean"] <= down["order"][1]["left_after_s"]["mean"]);
  CHECK(down["never_touched"].empty());
  // Both operations, as the wiring says too.
  CHECK(down["blast_radius"]["mean"] == 1);
  CHECK(down["blast_radius_by_wiring"] == 1);
  const auto& events = results["designs"]["events"]["dominoes"]["bank down"];
  CHECK(events["never_touched"] == nlohmann::json{"service shop", "topic sales"});
  CHECK(events["blast_radius"]["mean"] == 0.5);
  CHECK(events["blast_radius_by_wiring"] == 0);
}

TEST_CASE("A measure that is missing with --measures-only says so") {
  const TemporaryFolder folder;
  const auto whole = run(folder, "whole");
  const auto only = run(folder, "only", {"--measures-only"});
  const auto has = [](const nlohmann::json& results, const std::string& design,
                      std::string_view key) {
    return !results["designs"][design][std::string(key)]["mean"].is_null();
  };
  for (const std::string design : {"calls", "events"})
    for (const auto& measure : measures) {
      INFO(design << ": " << measure.key);
      if (has(whole, design, measure.key) && !has(only, design, measure.key))
        CHECK(measure.missing.find("--measures-only") != std::string_view::npos);
    }
}

TEST_CASE("With --measures-only nothing of the inside stands there, and no other value changes") {
  const TemporaryFolder folder;
  auto whole = run(folder, "whole");
  auto only = run(folder, "only", {"--measures-only"});
  CHECK(only["designs"]["calls"]["over_time"].is_null());
  CHECK(only["designs"]["calls"]["dominoes"].is_null());
  CHECK(only["designs"]["calls"]["time"].is_null());
  CHECK(only["designs"]["calls"]["cascade_depth"]["mean"].is_null());
  for (auto& [name, design] : only["designs"].items())
    for (auto& [key, value] : design.items())
      if (key == "availability" || key == "response_p99_s" || key == "events" || key == "parts" ||
          key == "recovery" || key == "topics" || key == "amplification" || key == "wasted_work")
        CHECK(value == whole["designs"][name][key]);
  CHECK(folder.content_of("whole/series.csv") == folder.content_of("only/series.csv"));
  CHECK(folder.content_of("whole/verdicts.csv") == folder.content_of("only/verdicts.csv"));
}
