#include "lab/output/results.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/measures/measures.hpp"
#include "lab/output/csv/csv.hpp"
#include "lab/output/json/results_json.hpp"
#include "lab/output/tables/table.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

constexpr auto availability = measure_index("availability");

Experiment experiment(RunOptions options = {}) {
  const TemporaryFolder folder;
  options.scenario = folder.file("tiny.json", tiny_scenario);
  return read_experiment(options);
}

/// A run in which availability has this value in every window; the other measures are 1.
RunResult run(double value, std::uint64_t events) {
  std::vector<double> slice(measures.size(), 1);
  slice[availability] = value;
  return {{{slice, slice, slice, slice}, {{0, 1}, {value, NAN}}}, events};
}

/// Of "calls" and of "events", in two replications.
const Runs two{{{run(0.5, 10), run(0.7, 30)}, {run(0.9, 7), run(1, 7)}}, false};

json written(const Results& results) {
  return json::parse(results_json(results, experiment().document));
}

}  // namespace

TEST_CASE("Results are means over the replications of each design") {
  const auto results = results_of(experiment({.replications = 2}), two);
  CHECK(results.designs[0].slices[0][availability].mean == Approx((0.5 + 0.7) / 2));
  CHECK(results.designs[0].events.mean == (10 + 30) / 2.0);
  CHECK(results.designs[1].series[1][0].mean == Approx((0.9 + 1) / 2));
  CHECK(results.comparisons[0].slices[0][availability].estimate.mean == Approx(0.95 - 0.6));
  CHECK_FALSE(results.partial());
}

TEST_CASE("Every pair of designs is compared, and words tell of those with the first one") {
  auto asked = experiment({.replications = 2});
  asked.designs.push_back("calls");
  auto runs = two;
  runs.results.push_back({run(0.2, 10), run(0.2, 30)});
  const auto results = results_of(asked, runs);
  REQUIRE(results.comparisons.size() == 3);
  CHECK(results.comparisons[2].from == "events");
  CHECK(results.comparisons[2].to == "calls");
  CHECK(results.comparisons[2].slices[0][availability].estimate.mean == Approx(0.2 - 0.95));
  const auto told = results.comparisons_in_words();
  REQUIRE(told.size() == 2);
  CHECK(told[1].from == "calls");
}

TEST_CASE("Fewer replications than wanted are a partial result, in JSON and in the table") {
  const auto results = results_of(experiment(), two);
  CHECK(results.partial());
  CHECK(written(results)["partial"] == true);
  CHECK(written(results)["replications"] == 2);
  CHECK_THAT(results_table(results, Paint(false), Detail::all),
             Contains("PARTIAL: 2 of 3 replications"));
}

TEST_CASE("Where no replication has finished nothing is judged") {
  const auto results = results_of(experiment(), {{{}, {}}, true});
  CHECK(results.verdicts.empty());
  CHECK(written(results)["designs"]["calls"]["availability"]["mean"].is_null());
}

TEST_CASE("In JSON a design's measures stand below its name, no value is null") {
  const auto json = written(results_of(experiment({.replications = 2}), two));
  const auto& calls = json["designs"]["calls"];
  CHECK(calls["availability"]["mean"] == (0.5 + 0.7) / 2);
  CHECK(calls["availability"]["low"] < 0.5);
  CHECK(calls["windows"]["during bank down"]["availability"]["mean"] == (0.5 + 0.7) / 2);
  CHECK(calls["events"]["mean"] == 20);
  CHECK(calls["coupling"]["longest_chain"] == 2);  // client, shop, bank
  CHECK(json["designs"]["events"]["coupling"]["must_be_up"] == json::array({"shop"}));
  CHECK(json["seed"] == 7);
  CHECK(json["scenario"]["run"]["length"] == "20s");
  for (const auto& measure : measures) CHECK(calls.contains(measure.key));
}

TEST_CASE("In JSON, in CSV and in the table stand the books of each topic and subscription") {
  auto runs = two;
  runs.results[1][0].summary.topics = {{100, 1, 0}};
  runs.results[1][1].summary.topics = {{104, 3, 2}};
  runs.results[1][0].summary.subscriptions = {{101, 90, 2, 3, 4, 1, 1}};
  runs.results[1][1].summary.subscriptions = {{107, 92, 4, 3, 6, 0, 2}};
  const auto results = results_of(experiment({.replications = 2}), runs);
  const auto json = written(results);
  const auto& sales = json["designs"]["events"]["topics"]["sales"];
  CHECK(sales["published"]["mean"] == 102);
  CHECK(sales["duplicated"]["mean"] == 2);
  CHECK(sales["held_up"]["high"] > 1);
  const auto& bank = sales["subscriptions"]["bank.pay"];
  CHECK(bank["published"]["mean"] == 104);
  double ends = 0;
  for (const auto* end : {"delivered", "dead_lettered", "expired", "dropped", "pending", "moved"})
    ends += bank[end]["mean"].get<double>();
  CHECK(ends == 91 + 3 + 3 + 5 + 0.5 + 1.5);
  CHECK(ends == bank["published"]["mean"]);
  CHECK(json["designs"]["calls"]["topics"].empty());
  CHECK_THAT(measures_csv(results), Contains("\nevents,topic sales,published,102,"));
  CHECK_THAT(measures_csv(results), Contains("\nevents,subscription bank.pay,delivered,91,"));
  const auto table = results_table(results, Paint(false), Detail::all);
  CHECK_THAT(table, Contains("\nevents, whole run\n"));
  CHECK_THAT(table, Contains("\n  Maximum lag, events ") && Contains("\n  Expired, events "));
  CHECK_THAT(table, Contains("102 published and 2 duplicates, 1 waiting at the end\n"));
  CHECK_THAT(table, Contains("\n        and 1.5 moved to a retry topic\n"));
  std::istringstream lines(table.substr(table.find("\nevents, whole run") + 1));
  for (std::string line; std::getline(lines, line) && !line.empty();) CHECK(line.size() <= 80);
}

TEST_CASE("In JSON stand the warnings, each with its place") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto read =
      read_experiment({.scenario = file,
                       .replications = 2,
                       .settings = {R"(designs.events.topics.sales={"when_full": "refuse"})"}});
  const auto json = json::parse(results_json(results_of(read, two), read.document));
  REQUIRE(json["warnings"].size() == 1);
  const auto& warning = json["warnings"][0];
  CHECK(warning["file"] == file);
  CHECK(warning["line"].is_null());  // given on the command line
  CHECK(warning["pointer"] == "/designs/events/topics/sales/when_full");
  CHECK_THAT(warning["text"].get<std::string>(), Contains("never full"));
  CHECK(written(results_of(experiment(), two))["warnings"] == json::array());
}

TEST_CASE("In JSON one replication has no interval") {
  const Runs one{{{run(0.5, 10)}, {run(0.9, 7)}}, false};
  const auto json = written(results_of(experiment({.replications = 1}), one));
  CHECK(json["designs"]["calls"]["availability"]["low"].is_null());
  CHECK(json["designs"]["calls"]["availability"]["mean"] == 0.5);
}

TEST_CASE("A verdict says what was asked and what was found") {
  const auto json = written(results_of(experiment({.replications = 2}), two));
  const auto& verdicts = json["verdicts"];
  REQUIRE(verdicts.size() == 2);
  CHECK(verdicts[0]["at_least"] == 0.999);
  CHECK(verdicts[0]["at_most"].is_null());
  CHECK(verdicts[0]["window"].is_null());
  CHECK(verdicts[0]["mean"] == 0.95);
  CHECK(verdicts[0]["passed"] == false);  // 0.95 < 0.999
  CHECK(verdicts[1]["window"] == "during bank down");
  CHECK(verdicts[1]["passed"] == false);  // 0.6 > 0.05
}

TEST_CASE("A failed expectation stands in the table in words") {
  const auto table =
      results_table(results_of(experiment({.replications = 2}), two), Paint(false), Detail::all);
  CHECK_THAT(table, Contains("FAIL  calls: availability during bank down at most 5 %: 60 ±"));
  CHECK_THAT(table, Contains("0 of 2 expectations met. 2 replications, seed 7"));
}

TEST_CASE("CSV has a row for each design, window and measure") {
  const auto csv = measures_csv(results_of(experiment({.replications = 2}), two));
  std::istringstream lines(csv);
  std::string line;
  std::size_t count = 0;
  while (std::getline(lines, line)) ++count;
  CHECK(count == 1 + 2 * 4 * measures.size());  // designs, run and three windows
  CHECK_THAT(csv, Contains("\ncalls,during bank down,availability,0.6,"));
  CHECK_THAT(csv, Contains("\nevents,run,requests,1,1,1,2,2,2\n"));
}

TEST_CASE("CSV quotes what would be misread, and leaves a cell without value empty") {
  auto results = results_of(experiment({.replications = 2}), two);
  results.designs[0].name = "old, \"good\"";
  CHECK_THAT(measures_csv(results), Contains("\n\"old, \"\"good\"\"\",run,requests,1,1,1,2,2,2\n"));
  CHECK_THAT(series_csv(results), Contains("\nevents,1,,,"));
}

TEST_CASE("Every row of CSV says how many replications are finished and how many were wanted") {
  const auto results = results_of(experiment(), two);  // 2 of 3
  for (const auto& csv : {measures_csv(results), series_csv(results), differences_csv(results),
                          verdicts_csv(results)}) {
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    CHECK_THAT(line, Catch::Matchers::EndsWith(",finished,wanted"));
    std::size_t rows = 0;
    for (; std::getline(lines, line); ++rows) {
      CHECK_THAT(line, Catch::Matchers::EndsWith(",2,3"));
    }
    CHECK(rows > 1);
  }
}

TEST_CASE("Every row of CSV has as many cells as its head") {
  const auto results = results_of(experiment(), two);
  for (const auto& csv : {measures_csv(results), differences_csv(results), verdicts_csv(results),
                          coupling_csv(results)}) {
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    const auto commas = std::ranges::count(line, ',');
    while (std::getline(lines, line)) CHECK(std::ranges::count(line, ',') == commas);
  }
}

TEST_CASE("Differences, verdicts and coupling have a CSV of their own") {
  const auto results = results_of(experiment({.replications = 2}), two);
  const auto differences = differences_csv(results);
  CHECK_THAT(differences, Contains("\ncalls,events,run,availability,0.35000000000000003,"));
  CHECK_THAT(differences,
             Contains("\ncalls,events,during bank down,availability,0.35000000000000003,"));
  CHECK_THAT(differences, Contains("\ncalls,events,run,requests,0,0,0,2,,2,2\n"));
  CHECK(std::ranges::count(differences, '\n') ==
        static_cast<std::ptrdiff_t>(1 + 4 * measures.size()));
  const auto verdicts = verdicts_csv(results);
  CHECK_THAT(verdicts, Contains("\nevents,run,availability,0.999,,0.95,"));
  CHECK_THAT(verdicts, Contains("\ncalls,during bank down,availability,,0.05,0.6,"));
  CHECK_THAT(verdicts, Contains(",2,false,true,,2,2\n"));
  const auto coupling = coupling_csv(results);
  CHECK_THAT(coupling,
             Contains("\ncalls,2,2,1,") && Contains(",client;shop;bank,bank;shop,bank,\n"));
  CHECK_THAT(coupling, Contains("\nevents,1,1,"));
}

TEST_CASE("In JSON a difference holds those of its windows too") {
  const auto json = written(results_of(experiment({.replications = 2}), two));
  const auto& differences = json["differences"];
  REQUIRE(differences.size() == measures.size());
  const auto& difference = differences[availability];
  CHECK(difference["measure"] == "availability");
  for (const auto* window : {"before bank down", "during bank down", "after bank down"})
    CHECK(difference["windows"][window]["mean"].get<double>() == Approx(0.95 - 0.6));
  CHECK(difference["windows"]["during bank down"]["winner"] == difference["winner"]);
  CHECK(difference["classes"] == json::object());
  CHECK(json["wanted_replications"] == 2);
}

TEST_CASE("One replication shows the rows that two show") {
  const auto rows = [](std::size_t replications) {
    auto runs = two;
    for (auto& design : runs.results) {
      design.resize(replications);
      for (auto& run : design) run.summary.measures[0][measure_index("rejected")] = 0;
    }
    const RunOptions options{.replications = static_cast<std::int64_t>(replications)};
    return results_table(results_of(experiment(options), runs), Paint(false), Detail::all);
  };
  for (const std::size_t replications : {1, 2}) {
    CHECK_THAT(rows(replications), !Contains("\n  Rejected") && Contains("\n  Timed out"));
    CHECK_THAT(rows(replications), Contains("\n  Availability"));
  }
}

TEST_CASE("A mean that not all replications have is marked in the table") {
  auto runs = two;
  runs.results[0][1].summary.measures[0][measure_index("response_p99_s")] = NAN;
  runs.results[0][1].summary.measures[2][availability] = NAN;
  const auto table =
      results_table(results_of(experiment({.replications = 2}), runs), Paint(false), Detail::all);
  std::istringstream lines(table.substr(table.find("\n  Response time, 99 %")));
  std::string line;
  std::getline(lines >> std::ws, line);
  CHECK_THAT(line, Contains(", s ") && Contains(" 1 (1 of 2) ") && Contains(" 1 ± 0"));
  CHECK_THAT(table.substr(table.find("\ndifferences, events - calls\n")),
             Contains("\n  Response time, 99 %") && Contains(" 0 s (1 of 2)\n"));
  CHECK_THAT(table, Contains("calls: availability during bank down at most 5 %: 50 % (1 of 2)\n"));
  CHECK_THAT(table.substr(0, table.find("Response time, 99 %")), !Contains("of 2)"));
}
