#include "lab/watch/board.hpp"

#include <catch2/catch.hpp>

#include "analysis/course/course.hpp"
#include "lab/text/grid.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/validation/validation.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

/// The tiny shop at 11 s, when the bank is down.
Board at_the_bank() {
  auto document = parse_document(tiny_scenario, "shop.json");
  const auto scenario = read_scenario(document);
  Board board{.title = "Tiny shop", .keys = {{"shop", 'a'}, {"bank", 'b'}}, .speed = 4};
  for (const std::string name : {"calls", "events"}) {
    BoardDesign design{.name = name, .frame = frame_of(scenario, name)};
    design.snapshot = {.now = start_of_run + std::chrono::seconds(11),
                       .usable = 5,
                       .unusable = 15,
                       .response_s = 0.0025};
    const auto parts = course_parts(design.frame);
    design.snapshot.parts.assign(parts.size(), {.up = 1, .utilisation = 0.5});
    design.availability = {1, 1, 0.25};
    board.designs.push_back(design);
  }
  return board;
}

std::string text_of(const Board& board, std::size_t width) {
  std::string text;
  for (const auto& line : page_of(board, width, Paint(false))) {
    INFO(line);
    CHECK(width_of(line) <= width);
    text += line + "\n";
  }
  return text;
}

PartSnapshot& bank(Board& board, std::size_t design) {
  const auto parts = course_parts(board.designs[design].frame);
  const auto at = std::ranges::find(parts, "service bank") - parts.begin();
  return board.designs[design].snapshot.parts[static_cast<std::size_t>(at)];
}

}  // namespace

TEST_CASE("the page of a watched run fits its width, and says when, what strikes and who answers") {
  auto board = at_the_bank();
  const auto text = text_of(board, 80);
  CHECK_THAT(text, Contains("0:11 of 0:40, 4 s per second"));
  CHECK_THAT(text, Contains("now: bank down"));
  CHECK_THAT(text, Contains("25 % of 20 answered, 2.50 ms"));
  CHECK_THAT(text, Contains("██▂"));
  CHECK_THAT(text, Contains("[b] bank"));
}

TEST_CASE("a part says in words that it is down, struck by hand, or that something waits there") {
  auto board = at_the_bank();
  CHECK_THAT(text_of(board, 80), Contains("50 %"));
  bank(board, 0).up = 0;
  CHECK_THAT(text_of(board, 80), Contains("✕ down"));
  bank(board, 1).waiting = 23412;
  CHECK_THAT(text_of(board, 80), Contains("▲ 23,412 wait"));
  board.struck.insert("bank");
  CHECK_THAT(text_of(board, 80), Contains("✕ struck"));
  CHECK_THAT(text_of(board, 80), Contains("bank struck by hand"));
}

TEST_CASE("designs that find no room beside each other stand below each other") {
  const auto board = at_the_bank();
  const auto wide = page_of(board, 80, Paint(false)).size();
  const auto narrow = page_of(board, 40, Paint(false)).size();
  CHECK(narrow > wide);
  text_of(board, 40);
  text_of(board, 120);
}
