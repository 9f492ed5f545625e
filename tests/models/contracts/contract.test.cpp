#include "models/contracts/contract.hpp"

#include <catch2/catch.hpp>

#include "sim/language/document.hpp"

using namespace faultline;

namespace {

ContractSettings contract_of(const std::string& changes, const std::string& rest = "") {
  auto document = parse_document(R"({ "owner": "a", "fields": ["id", "amount", "note?"],
                                                 "changes": [ )" +
                                     changes + " ]" + rest + " }",
                                 "contract");
  ContractSettings contract;
  Codec<ContractSettings>::read(document.root, contract, document.problems);
  document.problems.raise();
  return contract;
}

/// What a reader of that style, who uses the amount and the note, makes of version 2 when it was
/// built for version 1, and of version 1 when it was built for version 2; by their first letters.
std::string both_ways(const std::string& change, ReaderStyle style) {
  const auto contract = contract_of(change);
  const FormatReader reader{.style = style, .uses = {"amount", "note", "more"}};
  const auto letter = [](Readability what) { return "-m!"[static_cast<std::size_t>(what)]; };
  const auto& first = contract.versions[0];
  const auto& second = contract.versions[1];
  return {letter(readability(second, first, reader, false)),
          letter(readability(first, second, reader, true))};
}

bool accepted(const std::string& change, const std::string& compatibility) {
  return may_follow(contract_of(change, R"(, "compatibility": ")" + compatibility + "\""), 2);
}

constexpr auto add_optional = R"({ "change": "add_optional", "field": "more" })";
constexpr auto add_required = R"({ "change": "add_required", "field": "more" })";
constexpr auto rename_used = R"({ "change": "rename", "field": "amount", "to": "total" })";
constexpr auto rename_unused = R"({ "change": "rename", "field": "id", "to": "key" })";
constexpr auto remove_used = R"({ "change": "remove", "field": "amount" })";
constexpr auto remove_unused = R"({ "change": "remove", "field": "id" })";
constexpr auto remove_optional = R"({ "change": "remove", "field": "note" })";
constexpr auto change_meaning = R"({ "change": "change_meaning", "field": "amount" })";
constexpr auto expand = R"({ "change": "expand", "field": "amount", "to": "total" })";

}  // namespace

/// "-" is understood, "m" misread, "!" unreadable: first the old reader of the new message, then
/// the new reader of the old one.
TEST_CASE("Which changes of a format which readers survive") {
  struct Row {
    const char* change;
    const char* strict;
    const char* tolerant;
    const char* upcasting;
  };
  const Row rows[] = {
      {add_optional, "!-", "--", "--"},    {add_required, "!!", "-!", "--"},
      {rename_used, "!!", "!!", "!-"},     {rename_unused, "!!", "--", "--"},
      {remove_used, "!!", "!-", "!-"},     {remove_unused, "!!", "--", "--"},
      {remove_optional, "-!", "--", "--"}, {change_meaning, "mm", "mm", "m-"},
      {expand, "!!", "--", "--"},
  };
  for (const auto& [change, strict, tolerant, upcasting] : rows) {
    CAPTURE(change);
    CHECK(both_ways(change, ReaderStyle::strict) == strict);
    CHECK(both_ways(change, ReaderStyle::tolerant) == tolerant);
    CHECK(both_ways(change, ReaderStyle::upcasting) == upcasting);
  }
}

TEST_CASE("Which changes of a format which registries accept") {
  struct Row {
    const char* change;
    bool backward;
    bool forward;
  };
  const Row rows[] = {
      {add_optional, true, true}, {add_required, false, true},   {rename_used, false, false},
      {remove_used, true, false}, {remove_optional, true, true}, {change_meaning, true, true},
      {expand, true, true},
  };
  for (const auto& [change, backward, forward] : rows) {
    CAPTURE(change);
    CHECK(accepted(change, "none"));
    CHECK(accepted(change, "backward") == backward);
    CHECK(accepted(change, "forward") == forward);
    CHECK(accepted(change, "full") == (backward && forward));
  }
}

TEST_CASE("To expand and to contract keep each neighbour readable, but not both ends") {
  const std::string both = std::string(expand) + R"(, { "change": "contract", "field": "total" })";
  const auto contract = contract_of(both, R"(, "compatibility": "full")");
  CHECK(may_follow(contract, 2));
  CHECK(may_follow(contract, 3));
  const auto transitive = contract_of(both, R"(, "compatibility": "full", "transitive": true)");
  CHECK(may_follow(transitive, 2));
  CHECK_FALSE(may_follow(transitive, 3));
}

TEST_CASE("A change of a field that is not there is told with the nearest name") {
  CHECK_THROWS_WITH(contract_of(R"({ "change": "remove", "field": "amuont" })"),
                    Catch::Contains("amuont") && Catch::Contains("did you mean \"amount\"?"));
  CHECK_THROWS_WITH(contract_of(R"({ "change": "rename", "field": "amount" })"),
                    Catch::Contains("it needs the new name (\"to\")"));
  CHECK_THROWS_WITH(contract_of(R"({ "change": "contract", "field": "amount" })"),
                    Catch::Contains("expand it first"));
  CHECK_THROWS_WITH(contract_of(R"({ "change": "add_optional", "field": "id" })"),
                    Catch::Contains("was a field before"));
}
