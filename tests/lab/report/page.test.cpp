#include "lab/report/page.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

TEST_CASE("base85 is Z85 without what HTML knows, and takes any number of bytes") {
  // The example of RFC 32 of ZeroMQ, and its beginnings.
  const std::string bytes = "\x86\x4F\xD2\x6F\xB5\x59\xF7\x5B";
  CHECK(base85(bytes) == "HelloWorld");
  CHECK(base85("").empty());
  CHECK(base85(bytes.substr(0, 4)) == "Hello");
  CHECK(base85(bytes.substr(0, 5)).size() == 7);
  CHECK(base85(bytes.substr(0, 7)).size() == 9);
  CHECK(base85(std::string(8, '\xff')) == "%nSc0%nSc0");
}

TEST_CASE("base64 is that of RFC 4648, section 10") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe\xfd") == "//79");
}

TEST_CASE("gzip begins with its magic number and gives the same bytes again") {
  const std::string text(10'000, 'x');
  const auto packed = gzip(text);
  CHECK(packed.substr(0, 3) == "\x1f\x8b\x08");
  CHECK(packed.size() < 100);
  CHECK(packed == gzip(text));
}

TEST_CASE("the page has its data where the place for them was") {
  const auto page = report_page(R"({"title":"x"})");
  CHECK(page.find(base64(gzip(R"({"title":"x"})"))) != std::string::npos);
  CHECK(page.find("__REPORT_DATA__") == std::string::npos);
}
