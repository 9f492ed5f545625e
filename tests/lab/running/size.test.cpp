#include "lab/running/size.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;

namespace {

Experiment tiny(std::vector<std::string> settings) {
  const TemporaryFolder folder;
  return read_experiment(
      {.scenario = folder.file("tiny.json", tiny_scenario), .settings = std::move(settings)});
}

/// Of one run of 20 s.
double requests(const std::string& workload) {
  return size_of(tiny({"workload=" + workload}), 1).requests / 6;
}

double arriving(const std::string& arrivals) {
  return requests(R"({ "kind": "open", "arrivals": { "kind": )" + arrivals + " } }");
}

}  // namespace

TEST_CASE("How many requests are to be expected is known of every workload") {
  CHECK(arriving(R"("constant", "rate": "20/s")") == Approx(400));
  CHECK(arriving(R"("poisson", "rate": "20/s")") == Approx(400));
  CHECK(arriving(R"("daily", "rate": "20/s", "amplitude": 1)") == Approx(400));
  CHECK(arriving(R"("ramp", "from": "10/s", "to": "30/s", "at": "5s", "for": "10s")") ==
        Approx(50 + 200 + 150));
  CHECK(arriving(R"("ramp", "from": "0/s", "to": "40/s", "for": "40s")") == Approx(200));
  CHECK(arriving(R"("spike", "rate": "10/s", "peak": "20/s", "at": "1s", "for": "5s",
    "rise": "2s", "decay": "4s")") == Approx(200 + 10 * (5 + 1 + 2)));
  CHECK(arriving(R"("piecewise", "pieces": [ { "from": "5s", "rate": "10/s" },
    { "from": "10s", "rate": "1/s" }, { "from": "1h", "rate": "1000/s" } ])") == Approx(60));
  CHECK(arriving(R"("on_off", "rate": "40/s", "on": "1s", "off": "3s")") == Approx(200));
  CHECK(arriving(R"("mmpp", "phases": [ { "rate": "10/s", "mean": "1s" },
    { "rate": "40/s", "mean": "2s" } ])") == Approx(600));
  CHECK(requests(R"({ "kind": "closed", "users": 10, "think": "999ms" })") == Approx(200));
}

TEST_CASE("What would take hours is refused, unless it is wanted") {
  const auto refused = [](std::vector<std::string> settings, bool forced) {
    try {
      check_size(tiny(std::move(settings)), forced);
      return std::string();
    } catch (const ScenarioError& error) {
      return std::string(error.what());
    }
  };
  CHECK(refused({}, false).empty());
  const auto told = refused({"workload.arrivals=1000000000/s"}, false);
  CHECK(
      told.find("tiny.json: about 120 thousand million requests (more than 10 thousand million) in "
                "2 designs of 3 replications each") != std::string::npos);
  CHECK(told.ends_with("or use --force"));
  CHECK(refused({"workload.arrivals=1000000000/s"}, true).empty());
  CHECK(refused({"run.length=8760h", "workload.arrivals=1000000/s"}, false) != "");
}
