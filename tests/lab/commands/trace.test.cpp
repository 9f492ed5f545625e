#include <catch2/catch.hpp>
#include <sstream>

#include "lab/text/grid.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// `faultline trace` on the tiny scenario.
Answered traced(std::vector<std::string> words) {
  const TemporaryFolder folder;
  words.insert(words.begin(), {"trace", folder.file("tiny.json", tiny_scenario)});
  return faultline_with(words);
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("A trace shows both designs of one request, each with what its time is made of") {
  const auto [code, out, err] = traced({"--request", "median"});
  CHECK(code == 0);
  CHECK(says(out, "calls: succeeded after"));
  CHECK(says(out, "events: succeeded after"));
  CHECK(says(out, "work in bank"));
  CHECK(says(out, "→ bank.pay"));
  CHECK(says(out, "█ work"));
}

TEST_CASE("No line of a trace takes more than 80 columns, and none is coloured in a file") {
  for (const auto* request : {"slowest", "median", "failed", "0"}) {
    std::istringstream lines(traced({"--request", request}).out);
    for (std::string line; std::getline(lines, line);) {
      CHECK(width_of(line) <= page_width);
      CHECK_FALSE(says(line, "\033"));
    }
  }
}

TEST_CASE("A failed request is shown with the policies' decisions") {
  const auto [code, out, err] = traced({"--request", "failed"});
  CHECK(code == 0);
  CHECK(says(out, "a failure of calls"));
  CHECK(says(out, "during \"bank down\""));
  CHECK(says(out, "calls: failed after"));
}

TEST_CASE("The same trace is written however often it is asked for") {
  const TemporaryFolder folder;
  for (const auto* name : {"one", "two"})
    CHECK(traced({"--out", folder / name, "--quiet"}).code == 0);
  for (const std::string file : {"traces.otlp.jsonl", "traces.events.json"}) {
    CHECK_FALSE(folder.content_of("one/" + file).empty());
    CHECK(folder.content_of("one/" + file) == folder.content_of("two/" + file));
  }
}

TEST_CASE("A request that never arrived is an error that tells which did") {
  const auto [code, out, err] = traced({"--request", "100000"});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK(says(err, "--request: 100000 never arrived: the requests of replication 1 are 0 to"));
}

TEST_CASE("A request, a design or a replication that does not exist is named") {
  CHECK(says(traced({"--request", "slowst"}).err, "did you mean \"slowest\"?"));
  CHECK(traced({"--request", "slowst"}).code == 2);
  CHECK(says(traced({"--request", "-1"}).err, "never arrived"));
  CHECK(says(traced({"--design", "call"}).err, "did you mean \"calls\"?"));
  CHECK(traced({"--design", "call"}).code == 2);
  CHECK(says(traced({"--replication", "4"}).err, "1 to 3 is legal"));
  CHECK(traced({"--replication", "0"}).code == 2);
}

TEST_CASE("A design without requests, or without failures, has nothing to trace") {
  const auto nothing = traced({"--set", "workload.arrivals=0.0001/s"});
  CHECK(nothing.code == 2);
  CHECK(says(nothing.err, "no request arrives in replication 1"));
  const auto unfailing = traced({"--request", "failed", "--design", "events"});
  CHECK(unfailing.code == 2);
  CHECK(says(unfailing.err, "--request: no request failed"));
}

TEST_CASE("An output that cannot be written is told before anything is run") {
  const TemporaryFolder folder;
  const auto file = folder.file("taken", "");
  const auto [code, out, err] = traced({"--out", file});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK(says(err, "cannot be written"));
}

TEST_CASE("Traces of a run need a folder and a share") {
  const TemporaryFolder folder;
  const auto scenario = folder.file("tiny.json", tiny_scenario);
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"run", scenario, "--quiet"});
    return faultline_with(words);
  };
  CHECK(says(run({"--trace", "1/10"}).err, "--trace needs --out FOLDER"));
  CHECK(says(run({"--trace", "10", "--out", folder / "out"}).err, "such as 1/1000"));
  CHECK(says(run({"--trace", "1/0", "--out", folder / "out"}).err, "not a share"));
  CHECK(run({"--trace", "1/10", "--measures-only", "--out", folder / "out"}).code == 2);
  CHECK(run({"--trace", "1/10", "--out", folder / "out"}).code == 0);
  CHECK_FALSE(folder.content_of("out/traces.otlp.jsonl").empty());
}

TEST_CASE("Tracing a run changes no other file of its results") {
  const TemporaryFolder folder;
  const auto scenario = folder.file("tiny.json", tiny_scenario);
  faultline_with({"run", scenario, "--quiet", "--out", folder / "plain"});
  faultline_with({"run", scenario, "--quiet", "--out", folder / "traced", "--trace", "1/7"});
  for (const std::string file : {"results.json", "measures.csv", "series.csv", "verdicts.csv"})
    CHECK(folder.content_of("plain/" + file) == folder.content_of("traced/" + file));
}
