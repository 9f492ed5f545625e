#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/reading.hpp"

namespace faultline {

TEST_CASE("What fuzzing found is read or refused") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/fuzz/findings")) {
    CAPTURE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    CHECK_NOTHROW(read_any(text));
    ++files;
  }
  CHECK(files > 0);
}

}  // namespace faultline
