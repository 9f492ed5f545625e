#include "lab/output/summaries/junit.hpp"

#include <catch2/catch.hpp>

#include "lab/output/summaries/markdown_summary.hpp"

using namespace faultline;

TEST_CASE("What stands in XML cannot be mistaken for its marks") {
  CHECK(xml("a < b & \"c\" > d") == "a &lt; b &amp; &quot;c&quot; &gt; d");
  CHECK(xml("one\ntwo") == "one two");
  CHECK(xml(std::string("bell\a")) == "bell\uFFFD");
  CHECK(xml("99 % \u00b1 1") == "99 % \u00b1 1");
}

TEST_CASE("What stands in Markdown is read as it was written") {
  CHECK(in_markdown("a|b_c*d <e>") == "a\\|b\\_c\\*d \\<e\\>");
  CHECK(in_markdown("one\ntwo") == "one two");
}
