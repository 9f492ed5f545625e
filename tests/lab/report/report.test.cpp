#include <nlohmann/json.hpp>

#include "lab/report/page.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using nlohmann::json;

namespace {

struct Written {
  json report;
  json results;
  std::string report_text;
  std::string page;
};

Written written(const TemporaryFolder& folder, std::vector<std::string> more = {}) {
  const auto scenario = folder.file("shop.json", tiny_scenario);
  std::vector<std::string> words{"run",          scenario,   "--quiet",           "--out",
                                 folder / "out", "--report", folder / "page.html"};
  words.insert(words.end(), more.begin(), more.end());
  const auto answer = faultline_with(words);
  INFO(answer.err);
  REQUIRE(answer.code == 0);
  const auto text = folder.content_of("out/report.json");
  return {json::parse(text), json::parse(folder.content_of("out/results.json")), text,
          folder.content_of("page.html")};
}

const json& named(const json& list, const std::string& name) {
  for (const auto& one : list)
    if (one["name"] == name) return one;
  FAIL("nothing is called " << name);
  return list;
}

}  // namespace

TEST_CASE("a report has the numbers of the results") {
  const TemporaryFolder folder;
  const auto [report, results, text, page] = written(folder);
  CHECK(report["title"] == "Tiny shop");
  CHECK(report["replications"] == 3);
  for (const std::string name : {"calls", "events"}) {
    const auto& design = named(report["designs"], name);
    const auto& of_results = results["designs"][name];
    CHECK(design["measures"]["availability"] == of_results["availability"]);
    CHECK(design["measures"]["response_p99_s"] == of_results["response_p99_s"]);
    const auto& course = of_results["over_time"];
    CHECK(design["times_s"] == course["time_s"]);
    CHECK(named(design["parts"], "service bank")["course"] == course["parts"]["service bank"]);
  }
  CHECK(named(report["designs"], "calls")["causes"][0]["share"]["mean"] ==
        results["designs"]["calls"]["causes"][0]["share"]["mean"]);
  CHECK(report["scenario"] == tiny_scenario);
}

TEST_CASE("a report has the hypothesis as the table has it, and none where there is none") {
  const TemporaryFolder folder;
  CHECK(written(folder).report["hypothesis"].is_null());
  const auto ran = faultline_with({"run", "scenarios/kinds/hypothesis.json", "--quiet",
                                   "--replications", "2", "--out", folder / "kept"});
  const auto results = json::parse(folder.content_of("kept/results.json"));
  const auto report = json::parse(folder.content_of("kept/report.json"));
  const auto& hypothesis = report["hypothesis"];
  CHECK(hypothesis["verdict"] == results["hypothesis"]["verdict"]);
  std::size_t phases = 0;
  for (const auto& design : results["hypothesis"]["designs"])
    for (const auto& probe : design["probes"]) phases += probe["phases"].size();
  CHECK(hypothesis["probes"].size() == phases);
  for (const std::string sentence : hypothesis["sentences"])
    CHECK_THAT(ran.out, Catch::Matchers::Contains(sentence.substr(0, 40)));
}

TEST_CASE("every edge of a report leads from one of its parts to another, a copy of data too") {
  const TemporaryFolder folder;
  faultline_with({"run", "scenarios/16-projection.json", "--quiet", "--replications", "2", "--out",
                  folder / "out"});
  const auto report = json::parse(folder.content_of("out/report.json"));
  const auto& design = named(report["designs"], "projection");
  std::size_t queries = 0;
  for (const auto& edge : design["edges"]) {
    if (edge["from"] != "client") named(design["parts"], edge["from"]);
    CHECK(!named(design["parts"], edge["to"]).empty());
    queries += edge["to"] == "projection customer-view" && edge["kind"] == "query";
  }
  CHECK(queries == 1);
}

TEST_CASE("the page holds the report, and the command report makes the same page again") {
  const TemporaryFolder folder;
  const auto [report, results, text, page] = written(folder);
  CHECK(page == report_page(text));
  CHECK(faultline_with({"report", folder / "out", "--quiet"}).code == 0);
  CHECK(folder.content_of("out/report.html") == page);
}

TEST_CASE("what is distributed adds up to all answers, and its median is that of the results") {
  const TemporaryFolder folder;
  const auto [report, results, text, page] = written(folder);
  const auto& design = named(report["designs"], "calls");
  const auto& response = design["distributions"]["response_s"];
  double total = response["zero"];
  double below = total;
  const double median = results["designs"]["calls"]["response_p50_s"]["mean"];
  for (std::size_t i = 0; i < response["share"].size(); ++i) {
    total += response["share"][i].get<double>();
    if (response["to_s"][i] <= median) below = total;
  }
  CHECK(total == Approx(1));
  CHECK(below == Approx(0.5).margin(0.15));  // the bin that holds the median is left out
}

TEST_CASE("the traces of a report are of the same requests in each design") {
  const TemporaryFolder folder;
  const auto [report, results, text, page] = written(folder);
  const auto& calls = named(report["designs"], "calls")["traces"];
  const auto& events = named(report["designs"], "events")["traces"];
  REQUIRE(calls.size() == events.size());
  REQUIRE(calls.size() > 50);
  for (std::size_t i = 0; i < calls.size(); ++i) CHECK(calls[i]["request"] == events[i]["request"]);
  for (const auto& hop : events[0]["hops"]) CHECK(hop["leaves_s"] <= hop["arrives_s"]);
  CHECK(events[0]["hops"][0]["from"] == "client");
}

TEST_CASE("a report proves its cause chains by runs without the fault") {
  const TemporaryFolder folder;
  const auto [report, results, text, page] = written(folder);
  const auto& proof = named(report["designs"], "calls")["proofs"][0];
  CHECK(proof["fault"] == "bank down");
  CHECK(proof["agreement"]["mean"] == Approx(1).margin(0.05));
  CHECK(proof["failed_without"]["mean"] == Approx(0).margin(0.01));
}

TEST_CASE("a report changes no byte of the other results") {
  const TemporaryFolder folder;
  written(folder);
  const auto with = folder.content_of("out/results.json");
  CHECK(faultline_with({"run", folder / "shop.json", "--quiet", "--out", folder / "out"}).code ==
        0);
  CHECK(folder.content_of("out/results.json") == with);
}

TEST_CASE("a report is the same bytes whatever the number of jobs") {
  const TemporaryFolder folder;
  const auto one = written(folder, {"--jobs", "1"});
  const auto three = written(folder, {"--jobs", "3"});
  CHECK(one.report_text == three.report_text);
}

TEST_CASE("a report that cannot be written or read is refused, and says why") {
  const TemporaryFolder folder;
  const auto scenario = folder.file("shop.json", tiny_scenario);
  const auto refused = [](std::vector<std::string> words) {
    const auto answer = faultline_with(std::move(words));
    CHECK(answer.code == 2);
    return answer.err;
  };
  using Catch::Contains;
  CHECK_THAT(refused({"run", scenario, "--report", folder / "no/such/page.html"}),
             Contains("cannot be written"));
  CHECK_THAT(refused({"run", scenario, "--report", folder / "a.html", "--measures-only"}),
             Contains("exclude each other"));
  CHECK_THAT(refused({"report", folder / "nowhere"}), Contains("no such folder"));
  CHECK_THAT(refused({"report", folder.path().string()}), Contains("report.json: cannot be read"));
  folder.file("report.json", R"({"report": 1, "designs": [)");
  CHECK_THAT(refused({"report", folder.path().string()}), Contains("not a report"));
  folder.file("report.json", R"({"report": 99, "designs": []})");
  CHECK_THAT(refused({"report", folder.path().string()}), Contains("another version"));
}
