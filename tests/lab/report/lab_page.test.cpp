#include "lab/report/lab_page.hpp"

#include "lab/report/page.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Contains;

TEST_CASE("the lab's page holds the engine, the scenarios, the schema and a page for reports") {
  const auto page = lab_page({.engine = "a module",
                              .scenarios = {{"01-a.json", "{ \"title\": \"</script>\" }"}},
                              .schema = "{}",
                              .start = "01-a.json"});
  CHECK_THAT(page, Contains(base85(gzip("a module"))));
  CHECK_THAT(
      page,
      Contains(base85(gzip(R"([{"file":"01-a.json","text":"{ \"title\": \"</script>\" }"}])"))));
  CHECK_THAT(page, Contains(base85(gzip(empty_report_page()))));
  CHECK_THAT(page, Contains(">01-a.json<"));
  for (const auto* place : {"__ENGINE__", "__LESSONS__", "__SCHEMA__", "__REPORT_PAGE__"})
    CHECK(page.find(std::string(">") + place) == std::string::npos);
}

TEST_CASE("a scenario's name cannot break out of its place in the lab's page") {
  const auto page = lab_page({.start = "</script><script>alert(1)</script>"});
  CHECK(page.find("alert(1)</script>") == std::string::npos);
}

TEST_CASE("a lab of what is not there, or of a folder without scenarios, is refused") {
  const TemporaryFolder folder;
  const auto file = folder / "lab.html";
  auto answer = faultline_with({"lab", "01-order-chekout", "--write", file});
  CHECK(answer.code == 2);
  CHECK_THAT(answer.err, Contains("did you mean \"01-order-checkout\"?"));
  answer = faultline_with({"lab", folder.path().string(), "--write", file});
  CHECK(answer.code == 2);
  CHECK_THAT(answer.err, Contains("no scenario is in this folder"));
  answer = faultline_with({"lab", "--write", folder / "no/such/lab.html"});
  CHECK(answer.code == 2);
  CHECK_THAT(answer.err, Contains("cannot be written"));
}
