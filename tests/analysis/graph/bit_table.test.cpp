#include "analysis/graph/bit_table.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace faultline {

TEST_CASE("A row of bits is counted as a whole and up to any column") {
  BitTable table(2, 130);
  for (const std::size_t column : {0U, 63U, 64U, 127U, 129U}) table.set(1, column);
  CHECK(table.count(0) == 0);
  CHECK(table.count(1) == 5);
  CHECK(table.count(1, 0) == 0);
  CHECK(table.count(1, 63) == 1);
  CHECK(table.count(1, 64) == 2);
  CHECK(table.count(1, 65) == 3);
  CHECK(table.count(1, 129) == 4);
  CHECK(table.count(1, 130) == 5);
}

TEST_CASE("What two rows of bits have in common is visited in order") {
  BitTable some(1, 130);
  BitTable others(2, 130);
  for (const std::size_t column : {3U, 64U, 128U}) some.set(0, column);
  for (const std::size_t column : {4U, 64U, 128U, 129U}) others.set(1, column);
  std::vector<int> seen;
  some.each_in_both(0, others, 1, [&](int column) { seen.push_back(column); });
  CHECK(seen == std::vector{64, 128});
}

}  // namespace faultline
