#include "lab/hunt/trials/hypothesis.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "analysis/measures/measures.hpp"
#include "tests/lab/hunt/setting.hpp"

using namespace faultline;

TEST_CASE("A bound is read from the command line") {
  const auto claim = parse_claim("availability >= 0.999");
  CHECK(claim.measure == measure_index("availability"));
  CHECK(claim.at_least == 0.999);
  CHECK_FALSE(claim.at_most);
  CHECK(parse_claim("lost<=0").at_most == 0.0);
  CHECK(claim.text() == "availability at least 99.9 %");
}

TEST_CASE("A bound that means nothing is refused, with what was meant") {
  CHECK_THROWS_WITH(parse_claim("availabilty>=0.9"), Catch::Contains("mean \"availability\""));
  CHECK_THROWS_WITH(parse_claim("availability=0.9"), Catch::Contains("MEASURE>=VALUE"));
  CHECK_THROWS_WITH(parse_claim("availability>=lots"), Catch::Contains("is not a number"));
  CHECK_THROWS_WITH(parse_claim("availability>=99"), Catch::Contains("out of range"));
}

TEST_CASE("No value breaks no bound") {
  const auto claim = parse_claim("collapsed<=0");
  CHECK(claim.broken_by(1));
  CHECK_FALSE(claim.broken_by(0));
  CHECK_FALSE(claim.broken_by(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("The hypothesis is what is asked, what every design is expected, or the usual one") {
  using Source = Hypothesis::Source;
  const auto tiny = experiment_in(tiny_scenario);
  const auto usual = hypothesis_for(tiny, {});
  CHECK(usual.source == Source::usual);
  CHECK(usual.text() == "availability at least 99 %; completion at least 99 %; not collapsed");
  CHECK(hypothesis_for(tiny, {"lost<=0"}).text() == "lost at most 0");
  const auto expecting = experiment_in(replaced(tiny_scenario, R"("expect": [)", R"("expect": [
      { "measure": "availability", "at_least": 0.9 },
      { "measure": "availability", "after": "bank down", "at_least": 1 },)"));
  const auto expected = hypothesis_for(expecting, {});
  CHECK(expected.source == Source::expected);
  CHECK(expected.text() == "availability at least 90 %");
}

TEST_CASE("The inside of a run is recorded for a hypothesis that needs it") {
  CHECK_FALSE(hypothesis_for(experiment_in(tiny_scenario), {}).needs_inside());
  CHECK(Hypothesis{{parse_claim("cascade_depth<=2")}, Hypothesis::Source::asked}.needs_inside());
}
