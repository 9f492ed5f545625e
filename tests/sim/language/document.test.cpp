#include "sim/language/document.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

using namespace faultline;

namespace {

std::string complaint(const std::string& text) {
  try {
    auto document = parse_document(text, "x.json");
    document.problems.raise();
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

std::string complaint_of_file(const std::string& file) {
  try {
    read_document(file);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

std::string complaint_of_setting(Document& document, const char* assignment) {
  try {
    set_value(document, assignment);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

const Node& at(const Document& document, std::initializer_list<const char*> path) {
  const auto* node = &document.root;
  for (const auto* key : path) {
    node = node->find(key);
    REQUIRE(node);
  }
  return *node;
}

}  // namespace

TEST_CASE("every value knows its line, its column and its pointer, comments or not") {
  const auto document = parse_document(R"({ // a comment
  "run": { /* "run": "twice" */ "length": "1h" },
  "ü": [1, 2.50,
    true] // the end
})",
                                       "x.json");
  const auto& length = at(document, {"run", "length"});
  CHECK(length.text == "1h");
  CHECK(length.place.line == 2);
  CHECK(length.place.column == 43);
  CHECK(length.place.pointer == "/run/length");
  const auto& list = at(document, {"ü"});
  CHECK(list.place.column == 8);  // characters, not bytes
  CHECK(list.items[1].text == "2.50");
  CHECK(list.items[1].place.column == 12);
  CHECK(list.items[1].place.pointer == "/ü/1");
  CHECK(list.items[2].place.line == 4);
}

TEST_CASE("a pointer escapes what has a meaning in it") {
  const auto document = parse_document(R"({"a/b": {"c~d": 1}})", "x.json");
  CHECK(at(document, {"a/b", "c~d"}).place.pointer == "/a~1b/c~0d");
  CHECK(path_to("/a~1b/c~0d") == "a/b.c~d");
}

TEST_CASE("text that is not JSON is told where the wrong piece begins") {
  CHECK(complaint("{\n  \"a\": 1\n  \"b\": 2\n}") ==
        "x.json:3:3: not valid JSON: unexpected string literal; expected '}' "
        "(a comma missing before it?)");
  CHECK(complaint("{\n  \"a\": [1, 2,]\n}") ==
        "x.json:2:14: /a: not valid JSON: unexpected ']'; expected '[', '{', or a literal "
        "(a comma too many before it?)");
  CHECK(complaint("{ \"a\": 1, }") ==
        "x.json:1:11: not valid JSON: unexpected '}'; expected string literal "
        "(a comma too many before it?)");
  CHECK(complaint("{ \"a\" 1 }") ==
        "x.json:1:7: not valid JSON: unexpected number literal; expected ':'");
  CHECK(complaint("{ \"a\": 1\n") ==
        "x.json:2:1: not valid JSON: unexpected end of input; expected '}'");
  CHECK(complaint("{ \"a\": yes }") == "x.json:1:8: not valid JSON: invalid literal");
  CHECK(complaint("{ 'a': 1 }") == "x.json:1:3: not valid JSON: invalid literal");
  CHECK(complaint("{ \"a\": \"b }\n") ==
        "x.json:1:8: not valid JSON: invalid string: control character U+000A (LF) must be "
        "escaped to \\u000A or \\n");
  CHECK(complaint("{ \"a\": \"b") ==
        "x.json:1:8: not valid JSON: invalid string: missing closing quote");
  CHECK(complaint("{ \"a\": 01 }") ==
        "x.json:1:8: not valid JSON: unexpected number literal; expected '}' "
        "(a comma missing before it?)");
  CHECK(complaint("{ \"a\": 1e999 }") ==
        "x.json:1:8: not valid JSON: number overflow parsing '1e999'");
  CHECK(complaint("{} {}") == "x.json:1:4: not valid JSON: unexpected '{'; expected end of input");
  CHECK(complaint("// nothing\n") ==
        "x.json:2:1: not valid JSON: unexpected end of input; expected '[', '{', or a literal");
}

TEST_CASE("a key that stands twice is told with the line of the first") {
  CHECK(complaint("{ \"a\": 1,\n  \"b\": { \"c\": 1, \"c\": 2 },\n  \"a\": 3 }") ==
        "x.json:2:18: /b/c: \"c\" appears twice; first at line 2\nx.json:3:3: /a: \"a\" appears "
        "twice; first at line 1");
}

TEST_CASE("a hundred levels are read, one more is refused") {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  CHECK(complaint(nested(100)).empty());
  CHECK(complaint(nested(101)).ends_with("more than 100 levels of nesting"));
  CHECK(complaint(nested(101)).starts_with("x.json:1:101: /0/0/"));
  CHECK(complaint(std::string(1'000'000, '[')).ends_with("more than 100 levels of nesting"));
}

TEST_CASE("a file that is not there, a folder and an empty file are told apart") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("faultline-document-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto file = [&](const char* name) { return (folder / name).string(); };
  CHECK(complaint_of_file(file("none.json")) ==
        file("none.json") + ": cannot be read: No such file or directory");
  CHECK(complaint_of_file(folder.string()) == folder.string() + ": cannot be read: it is a folder");
  std::ofstream(file("empty.json")).close();
  CHECK(complaint_of_file(file("empty.json")) ==
        file("empty.json") + ": cannot be read: the file is empty");
  std::ofstream(file("good.json")) << "{}";
  CHECK(complaint_of_file(file("good.json")).empty());
  std::filesystem::remove_all(folder);
}

TEST_CASE("a setting changes what is there, list items by number, names with dots") {
  auto document = parse_document(
      R"({"run": {"seed": 1}, "faults": [{"at": "1s"}], "operations": {"order.place": [1, 2]}})",
      "x.json");
  set_value(document, "run.seed=7");
  set_value(document, "faults.0.at=2min");
  set_value(document, "operations.order.place.1={\"work\": \"3ms\"}");
  set_value(document, "run.length=1h");
  CHECK(at(document, {"run", "seed"}).number == 7);
  CHECK(at(document, {"faults"}).items[0].find("at")->text == "2min");
  CHECK(at(document, {"operations", "order.place"}).items[1].find("work")->text == "3ms");
  CHECK(at(document, {"run", "length"}).text == "1h");
  CHECK(at(document, {"run", "length"}).place.pointer == "/run/length");
}

TEST_CASE("a value is found by the path that would set it, and nothing where there is none") {
  const auto document = parse_document(
      R"({ "faults": [ { "at": "1min" } ], "designs": { "calls": { "order.place": [ 7 ] } } })",
      "");
  const auto text = [&](const char* path) {
    const auto* value = value_at(document, path);
    return value ? value->text : "-";
  };
  CHECK(text("faults.0.at") == "1min");
  CHECK(text("designs.calls.order.place.0") == "7");
  CHECK(text("faults.1.at") == "-");
  CHECK(text("faults.0.at.more") == "-");
  CHECK(text("nowhere") == "-");
}

TEST_CASE("what was set is told as such, not with a line of the file") {
  auto document = parse_document(R"({"run": {"seed": 1}})", "x.json");
  set_value(document, "run.seed=7");
  document.problems.add(document.root.find("run")->find("seed")->place, "too lucky");
  CHECK_THROWS_WITH(document.problems.raise(), "x.json with --set: /run/seed: too lucky");
}

TEST_CASE("a setting that leads nowhere is refused") {
  auto document = parse_document(R"({"title": "t", "faults": [{}, {}]})", "x.json");
  CHECK(complaint_of_setting(document, "seed") == "--set seed: expected key.path=value");
  CHECK(complaint_of_setting(document, "=1") == "--set =1: expected key.path=value");
  CHECK(complaint_of_setting(document, "faults.2.at=1s") ==
        "--set faults.2.at=1s: /faults has no item \"2\" (it has 2, counted from 0)");
  CHECK(complaint_of_setting(document, "title.x=1") ==
        "--set title.x=1: /title is the text \"t\", so it has no \"x\"");
  auto shop = parse_document(R"({"designs": {"rest": {"pay.charge": []}}})", "x.json");
  CHECK(complaint_of_setting(shop, "designs.rest.pay.chrge.0.work=1ms") ==
        "--set designs.rest.pay.chrge.0.work=1ms: /designs/rest has no key \"pay.chrge\"; did you "
        "mean \"pay.charge\"? (legal: pay.charge)");
  CHECK(complaint_of_setting(shop, "designs.rest.topics.created={}") == "");
}

TEST_CASE("A warning of what an option says names that option, and says that it is a warning") {
  Problems problems("shop.json");
  problems.warn({.pointer = "/run/seed", .option = "--seed"}, "it is odd");
  problems.warn({.line = 3, .column = 7, .pointer = "/title"}, "it is long");
  CHECK(problems.warnings("warning: ") ==
        std::vector<std::string>{"shop.json with --seed: warning: /run/seed: it is odd",
                                 "shop.json:3:7: warning: /title: it is long"});
}

TEST_CASE("very many problems are told in the order of the file, the first fifty of them") {
  std::string text = "{";
  for (int i = 0; i < 40'000; ++i) text += "\n\"key\": " + std::to_string(i) + ",";
  const auto told = complaint(text + "\n\"last\": 0 }");
  CHECK(std::ranges::count(told, '\n') == 50);
  CHECK(told.starts_with("x.json:3:1: /key: \"key\" appears twice; first at line 2\nx.json:4:1: "));
  CHECK(told.ends_with("\nx.json: and 39949 more"));
}

TEST_CASE("what is told of a place is known, whatever else is told") {
  Problems problems("shop.json");
  problems.add({1, 2, "/a/b"}, "one");
  problems.add({1, 2, "/a/b"}, "one");
  problems.add({3, 4, "/a/bc/d"}, "another");
  CHECK(problems.told_at({1, 2, "/a/b"}));
  CHECK_FALSE(problems.told_at({1, 2, "/a"}));
  CHECK(problems.told_within("/a"));
  CHECK(problems.told_within("/a/bc"));
  CHECK(problems.told_within("/a/b"));
  CHECK_FALSE(problems.told_within("/a/bc/d/e"));
  CHECK_FALSE(problems.told_within("/"));
}

TEST_CASE("of many legal names some are listed, and the nearest is found among all") {
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) names.push_back("service" + std::to_string(i));
  const auto told = not_among("service", "service_999", names);
  CHECK(told.starts_with(
      "no service \"service_999\"; did you mean \"service999\"? (legal: service0, "));
  CHECK(told.ends_with("service39 and 960 more)"));
}
