#include "tests/house_rules/rules.hpp"

#include <catch2/catch.hpp>

/// Each rule is shown text that offends and text that does not.
namespace faultline::house {

namespace {

std::string repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

Source header(const std::string& path, const std::string& text) {
  return {path, "#pragma once\n" + text};
}

}  // namespace

TEST_CASE("Rooms: models may not include analysis, nor sim anything of ours") {
  CHECK(wrong_directions(
            {"models/call.cpp", "#include <map>\n#include \"analysis/estimates/ratio.hpp\"\n"}) ==
        Findings{"models/call.cpp:2: models may not include analysis, only models, sim"});
  CHECK(wrong_directions({"sim/lane.cpp", "#include \"models/requests/call.hpp\"\n"}) ==
        Findings{"sim/lane.cpp:1: sim may not include models, only sim"});
  CHECK(
      wrong_directions({"analysis/ratio.cpp", "#include \"models/requests/call.hpp\"\n"}).size() ==
      1);
  CHECK(wrong_directions({"models/call.cpp", "#include \"sim/engine/task.hpp\"\n"}).empty());
  CHECK(wrong_directions({"lab/run.cpp", "#include \"analysis/estimates/ratio.hpp\"\n"}).empty());
}

TEST_CASE("Rooms: includes are written from the root of the project") {
  CHECK(wrong_directions({"sim/lane.cpp", "#include \"calendar.hpp\"\n"}) ==
        Findings{
            "sim/lane.cpp:1: \"calendar.hpp\": write it from the root, \"sim/engine/time.hpp\""});
}

TEST_CASE("Floors: a folder includes itself and those below it") {
  const auto found = [](const std::string& path, const std::string& header) {
    return upward_includes({path, "#include \"" + header + "\"\n"});
  };
  CHECK(found("models/steps/a.cpp", "models/steps/b.hpp").empty());
  CHECK(found("models/steps/a.cpp", "models/serving/b.hpp").empty());
  CHECK(found("lab/commands/a.cpp", "sim/engine/b.hpp").empty());
  CHECK(found("models/serving/a.cpp", "models/steps/b.hpp") ==
        Findings{"models/serving/a.cpp:1: models/serving may not include models/steps, which does "
                 "not stand below it"});
  CHECK(found("models/steps/a.cpp", "models/faults/b.hpp").size() == 1);
}

TEST_CASE("Floors: every folder has a place") {
  CHECK(upward_includes({"models/a.cpp", ""}) ==
        Findings{"models/a.cpp:1: models has no place among the floors"});
}

TEST_CASE("Tests: their folders are those of what they test") {
  const auto found = [](const std::string& path) { return misplaced_tests({path, ""}); };
  CHECK(found("tests/models/scenario/validation/a.test.cpp").empty());
  CHECK(found("tests/theory/events/topics/a.test.cpp").empty());
  CHECK(found("tests/theory/a.test.cpp").empty());
  CHECK(found("tests/replay/a.test.cpp").empty());
  CHECK(found("tests/models/a.test.cpp") ==
        Findings{"tests/models/a.test.cpp:1: there is no folder models to be tested"});
  CHECK(found("tests/theory/queues/a.test.cpp").size() == 1);
}

TEST_CASE("Libraries: each stays behind its files") {
  CHECK(misplaced_libraries({"models/requests/network.cpp", "#include <simgrid/s4u.hpp>\n"}) ==
        Findings{"models/requests/network.cpp:1: <simgrid/...> belongs in "
                 "sim/platform/platform.cpp, sim/platform/platform_file.cpp, "
                 "sim/platform/simgrid_world.cpp, sim/platform/simgrid_world.hpp only"});
  CHECK(misplaced_libraries({"sim/platform/platform.cpp", "#include <simgrid/s4u.hpp>\n"}).empty());
  CHECK(misplaced_libraries({"sim/language/units.hpp", "#include <nlohmann/json.hpp>\n"}).size() ==
        1);
  CHECK(
      misplaced_libraries({"lab/world.cpp", "#include <boost/graph/graph_traits.hpp>\n"}).size() ==
      1);
}

TEST_CASE("Libraries: Boost.Graph is in at most one file") {
  const std::string graph = "#include <boost/graph/graph_traits.hpp>\n";
  const Source one{"analysis/a.cpp", graph};
  const Source two{"analysis/b.cpp", graph};
  CHECK(scattered_graphs({one}).empty());
  CHECK(scattered_graphs({one, two}) ==
        Findings{"Boost.Graph is included in analysis/a.cpp, analysis/b.cpp: "
                 "keep it to one of them"});
}

TEST_CASE("Shape: 300 lines and 100 columns pass, one more does not") {
  CHECK(misshapen({"sim/a.cpp", repeat("\n", 300)}).empty());
  CHECK(misshapen({"sim/a.cpp", repeat("\n", 301)}) ==
        Findings{"sim/a.cpp:301: 301 lines, the cap is 300: one idea per file"});
  CHECK(misshapen({"sim/a.cpp", repeat("x", 100) + "\n"}).empty());
  CHECK(misshapen({"sim/a.cpp", "\n" + repeat("x", 101) + "\n"}) ==
        Findings{"sim/a.cpp:2: 101 columns, the cap is 100"});
  CHECK(misshapen({"sim/a.cpp", repeat("\u00e9", 100) + "\n"}).empty());
}

TEST_CASE("Shape: 199 lines of README pass, one more does not") {
  CHECK(long_readme({"README.md", repeat("\n", 199)}).empty());
  CHECK(long_readme({"docs/bench.md", repeat("\n", 200)}).empty());
  CHECK(long_readme({"README.md", repeat("\n", 200)}) ==
        Findings{"README.md:1: 200 lines, the cap is 199: make it a page"});
}

TEST_CASE("Shape: a test whose name has a semicolon is found") {
  const std::string begins = std::string("TEST_") + "CASE(\"one";
  CHECK(split_names({"tests/a.test.cpp", begins + ", two\") { f(); }\n"}).empty());
  CHECK(split_names({"tests/a.test.cpp", "\n" + begins + "; two\") {}\n"}) ==
        Findings{"tests/a.test.cpp:2: a semicolon in the name of a test: ctest splits it"});
}

TEST_CASE("Shape: a header begins with #pragma once") {
  CHECK(misshapen({"sim/a.hpp", "int a;\n"}) ==
        Findings{"sim/a.hpp:1: a header begins with #pragma once"});
  CHECK(misshapen(header("sim/a.hpp", "int a;\n")).empty());
}

TEST_CASE("Shape: the median length is that of the middle file") {
  const Source shortest{"sim/a.cpp", repeat("\n", 10)};
  const Source middle{"sim/b.cpp", repeat("\n", 20)};
  const Source longest{"sim/c.cpp", repeat("\n", 90)};
  const Source text{"docs/d.md", repeat("\n", 1000)};
  CHECK(median_length({longest, text, shortest, middle}) == 20);
}

TEST_CASE("Functions: 60 lines pass, one more does not, wherever the function stands") {
  const auto function = [](const std::string& head, int lines) {
    return head + " {\n" + repeat("  work();\n", lines - 2) + "}\n";
  };
  const std::string heads[] = {
      "void run()",
      "Task<void> run(Options options = {}, int count = 2)",
      "template <class T, template <class> class U>\nauto run(T value) -> U<T>",
      "Station::Station(int a) : a_{a}, b_{1, 2}",
      "TEST_CASE(\"a { b\")",
      "bool operator()(int a) const noexcept override",
  };
  for (const auto& head : heads) {
    INFO(head);
    const auto more_lines = static_cast<int>(lines_of(head).size()) - 1;
    const auto passes = function(head, 60 - more_lines);
    const auto fails = function(head, 61 - more_lines);
    CHECK(long_functions({"sim/a.cpp", passes}).empty());
    CHECK(long_functions({"sim/a.cpp", fails}) ==
          Findings{"sim/a.cpp:1: a function of 61 lines, the cap is 60: give its steps names"});
    CHECK(long_functions({"sim/a.cpp", "#include <map>\nnamespace a {\n" + fails + "}\n"}) ==
          Findings{"sim/a.cpp:3: a function of 61 lines, the cap is 60: give its steps names"});
    const std::string in_class = "template <class T>\nclass A : B<T> {\n public:\n  int a_{1};\n";
    CHECK(long_functions({"sim/a.hpp", in_class + "\n private:\n  " + fails + "};\n"}).size() == 1);
  }
}

TEST_CASE("Functions: long tables, types and namespaces are none") {
  const auto body = " {\n" + repeat("  {1, 2},\n", 100) + "};\n";
  CHECK(long_functions({"sim/a.cpp", "const Row table[] =" + body}).empty());
  CHECK(long_functions({"sim/a.cpp", "enum class Part" + body}).empty());
  const auto small = repeat("int f() {\n  return 1;\n}\n", 40);
  CHECK(long_functions({"sim/a.cpp", "namespace a {\nclass B {\n" + small + "};\n}\n"}).empty());
}

TEST_CASE("Bans: wall clock and foreign randomness, each with its replacement") {
  CHECK(banned_words({"sim/a.cpp", "auto t = std::chrono::steady_clock::now();\n"}) ==
        Findings{"sim/a.cpp:1: steady_clock is banned: simulated time is Calendar::now()"});
  const std::string banned[] = {"std::random_device seed;",
                                "int x = rand();",
                                "int x = std::rand();",
                                "auto t = time(nullptr);",
                                "auto t = std::time(&now);",
                                "gettimeofday(&now, nullptr);",
                                "std::exponential_distribution<double> service(1);"};
  for (const auto& code : banned) {
    INFO(code);
    CHECK_FALSE(banned_words({"models/a.cpp", code}).empty());
  }
  const std::string fine[] = {"Time time() const { return time_; }",
                              "event.time(0)",
                              "heap.top().time();",
                              "// steady_clock",
                              "say(\"rand()\");",
                              "operand(1)",
                              "boost::math::students_t_distribution<double> t(9);"};
  for (const auto& code : fine) {
    INFO(code);
    CHECK(banned_words({"models/a.cpp", code}).empty());
  }
}

TEST_CASE("Bans: unordered containers in sim and models only") {
  const std::string code = "#include <unordered_map>\n";
  CHECK(banned_words({"models/a.cpp", code}) ==
        Findings{"models/a.cpp:1: unordered_map is banned: its order differs between libraries: "
                 "use std::map or a vector"});
  CHECK(banned_words({"lab/a.cpp", code}).empty());
}

TEST_CASE("Names: a type is no manager, and a Database has no Base") {
  CHECK(empty_names({"models/a.hpp", "\nclass SlotManager {};\n"}) ==
        Findings{"models/a.hpp:2: SlotManager: Manager says nothing, take a noun of the field"});
  for (const auto* name : {"TimeUtil", "BaseStep", "StepImpl", "QueueHelper", "UtilsOfTime"}) {
    INFO(name);
    CHECK(empty_names({"sim/a.hpp", "struct " + std::string{name} + " {};\n"}).size() == 1);
    CHECK(empty_names({"sim/a.hpp", "using " + std::string{name} + " = int;\n"}).size() == 1);
  }
  CHECK(empty_names({"sim/a.hpp", "class Database {};\nstruct Baseline {};\n"}).empty());
  CHECK(empty_names({"sim/a.hpp", "/// a struct Manager would be\nstruct Slots {};\n"}).empty());
}

TEST_CASE("Names: two headers declare no type of one name, not counting forward ones") {
  const Source trace{"models/trace.hpp", "\nstruct Trace {\n};\n"};
  const Source other{"analysis/trace.hpp", "struct Trace;\nclass Trace final {\n};\n"};
  CHECK(types_of_one_name({trace, other}) ==
        Findings{"analysis/trace.hpp:2: Trace is also a type of models/trace.hpp: the linker takes "
                 "one for the other"});
  CHECK(types_of_one_name({trace, {"lab/a.hpp", "enum class Trace : char { on };\n"}}).size() == 1);
  const Source forward{"lab/a.hpp", "struct Trace;\nstruct Row {\n  struct Trace {\n  };\n};\n"};
  const Source test{"tests/a.hpp", "struct Trace {\n};\n"};
  CHECK(types_of_one_name({trace, forward, test}).empty());
}

TEST_CASE("Leftovers: marks and folders of somebody's machine are found in any text") {
  const auto mark = std::string{"TO"} + "DO";
  const auto home = std::string{"/"} + "home/";
  CHECK(leftovers({"README.md", "\n" + mark + ": later\n"}) ==
        Findings{"README.md:2: " + mark + ": do it or file an issue"});
  CHECK(leftovers({"a.json", "{\"file\": \"" + home + "somebody/a.csv\"}"}).size() == 1);
  CHECK(leftovers({"README.md", "mktemp XXXXXX; the size XXL; a" + home + "b\n"}).empty());
}

TEST_CASE("Leftovers: a lock file names no registry") {
  CHECK(named_registries({"package-lock.json", "{\n  \"resolved\": \"https://...\"\n"}).size() ==
        1);
  CHECK(named_registries({"package-lock.json", "{\n  \"version\": \"8.0.0\"\n"}).empty());
}

TEST_CASE("Blanks: tabs, blanks at line ends and a last line without end are found") {
  CHECK(untidy_blanks({"sim/a.cpp", "int a;\n\tint b;\n"}) ==
        Findings{"sim/a.cpp:2: a tab: indent with blanks"});
  CHECK(untidy_blanks({"sim/a.cpp", "int a; \nint b;\n"}) ==
        Findings{"sim/a.cpp:1: a blank at the end of the line"});
  CHECK(untidy_blanks({"sim/a.cpp", "int a;"}) ==
        Findings{"sim/a.cpp:1: the last line has no end"});
  CHECK(untidy_blanks({"README.md", "two blanks  \nbreak a line\n"}).empty());
  CHECK(untidy_blanks({"web/built/lab.html", "as it is built \n"}).empty());
}

TEST_CASE("Code: comments and literals are blanked, offsets stay") {
  CHECK(code_of("a // b\nc") == "a     \nc");
  CHECK(code_of("a /* b\nc */ d") == "a     \n     d");
  CHECK(code_of("f(\"a\\\"b\", 'c');") == "f(      ,    );");
  CHECK(code_of("n = 100'000 + 1'0;") == "n = 100'000 + 1'0;");
  CHECK(code_of("s = R\"x(a)\")x\" + b;") == "s =            + b;");
}

}  // namespace faultline::house
