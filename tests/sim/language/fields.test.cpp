#include <catch2/catch.hpp>

#include "sim/language/family.hpp"

namespace faultline {

namespace {

enum class Colour { red, green };
std::vector<std::string> words(Colour) { return {"red", "green"}; }

/// A thing with a field of every form.
struct Lamp {
  static constexpr auto called = "lamp";
  std::string name;
  Duration pause = std::chrono::milliseconds(250);
  std::int64_t bulbs = 3;
  double brightness = 0.5;
  bool lit = true;
  Colour colour = Colour::green;
  std::optional<std::int64_t> most;
  std::vector<Duration> times;
  Table<std::int64_t> sockets;

  void fields(Fields& f) {
    f("name", name, {.says = "its name", .required = true});
    f("pause", pause, {.says = "between flashes", .at_least = 0});
    f("bulbs", bulbs, {.says = "how many", .at_least = 1, .at_most = 9});
    f("brightness", brightness, {.says = "share", .at_most = 1, .positive = true});
    f("lit", lit, {.says = "whether it is on"});
    f("colour", colour, {.says = "which"});
    f("most", most, {.says = "the limit", .at_least = 1});
    f("times", times, {.says = "when"});
    f("sockets", sockets, {.says = "volts by name"});
  }
};

/// A family that is told by its kind and has a short form.
class Animal {
 public:
  static constexpr auto called = "animal";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "dog";
  static constexpr auto short_field = "age";
  virtual ~Animal() = default;
  virtual void fields(Fields& f) = 0;
};

class Dog final : public Animal {
 public:
  void fields(Fields& f) override { f("age", age, {.says = "its age", .required = true}); }
  Duration age{};
};

class Cat final : public Animal {
 public:
  void fields(Fields&) override {}
};

template <class T>
T read(const std::string& json) {
  auto document = parse_document(json, "x.json");
  T value;
  Codec<T>::read(document.root, value, document.problems);
  document.problems.raise();
  return value;
}

template <class T>
std::string complaint(const std::string& json) {
  try {
    read<T>(json);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

}  // namespace

template <>
const std::vector<Kind<Animal>>& kinds_of<Animal>() {
  static const std::vector<Kind<Animal>> table{kind<Animal, Dog>("dog", "Barks."),
                                               kind<Animal, Cat>("cat", "Does not.")};
  return table;
}

TEST_CASE("fields are read, and those that are left out keep their defaults") {
  const auto lamp = read<Lamp>(R"({"name": "a", "pause": "2s", "bulbs": 9, "brightness": 1,
      "lit": false, "colour": "red", "most": 4, "times": ["1s", "2s"], "sockets": {"b": 230}})");
  CHECK(lamp.name == "a");
  CHECK(lamp.pause == std::chrono::seconds(2));
  CHECK(lamp.bulbs == 9);
  CHECK(lamp.brightness == 1);
  CHECK_FALSE(lamp.lit);
  CHECK(lamp.colour == Colour::red);
  CHECK(lamp.most == 4);
  CHECK(lamp.times.size() == 2);
  CHECK(names_in(lamp.sockets) == std::vector<std::string>{"b"});
  const auto plain = read<Lamp>(R"({"name": "a"})");
  CHECK(plain.pause == std::chrono::milliseconds(250));
  CHECK_FALSE(plain.most);
}

TEST_CASE("a value of the wrong form is told with what was expected and what was found") {
  CHECK(complaint<Lamp>(R"({"name": 5})") ==
        "x.json:1:10: /name: expected text, found the number 5");
  CHECK(complaint<Lamp>(R"({"name": ["a"]})") == "x.json:1:10: /name: expected text, found a list");
  CHECK(complaint<Lamp>(R"({"name": "a", "lit": "yes"})") ==
        "x.json:1:22: /lit: expected true or false, found the text \"yes\"");
  CHECK(complaint<Lamp>(R"({"name": "a", "bulbs": 2.5})") ==
        "x.json:1:24: /bulbs: expected a whole number, found the number 2.5");
  CHECK(complaint<Lamp>(R"({"name": "a", "bulbs": 99999999999999999999})") ==
        "x.json:1:24: /bulbs: the number 99999999999999999999 is too large");
  CHECK(complaint<Lamp>(R"({"name": "a", "brightness": null})") ==
        "x.json:1:29: /brightness: expected a number, found null");
  CHECK(complaint<Lamp>(R"({"name": "a", "times": "1s"})") ==
        "x.json:1:24: /times: expected a list, found the text \"1s\"");
  CHECK(complaint<Lamp>(R"({"name": "a", "sockets": [1]})") ==
        "x.json:1:26: /sockets: expected an object, found a list");
  CHECK(complaint<Lamp>("[]") == "x.json:1:1: expected an object, found a list");
}

TEST_CASE("a number without its unit is told how to write it") {
  CHECK(complaint<Lamp>(R"({"name": "a", "pause": 250})") ==
        "x.json:1:24: /pause: 250 has no unit; a duration is written as \"250ms\" "
        "(units: ns, us, ms, s, min, h, d)");
  CHECK(complaint<Lamp>(R"({"name": "a", "pause": true})") ==
        "x.json:1:24: /pause: expected a duration such as \"250ms\", found true");
  CHECK(complaint<Lamp>(R"({"name": "a", "times": ["1s", "2 s"]})") ==
        "x.json:1:31: /times/1: unknown unit \" s\" in \"2 s\"; a duration is written as \"250ms\" "
        "(units: ns, us, ms, s, min, h, d)");
}

TEST_CASE("a value out of range is told with the range") {
  CHECK(complaint<Lamp>(R"({"name": "a", "pause": "-5s"})") ==
        "x.json:1:24: /pause: -5s is out of range: 0 or more is legal");
  CHECK(complaint<Lamp>(R"({"name": "a", "bulbs": 0})") ==
        "x.json:1:24: /bulbs: 0 is out of range: 1 to 9 is legal");
  CHECK(complaint<Lamp>(R"({"name": "a", "bulbs": 10})") ==
        "x.json:1:24: /bulbs: 10 is out of range: 1 to 9 is legal");
  CHECK(complaint<Lamp>(R"({"name": "a", "brightness": 0})") ==
        "x.json:1:29: /brightness: 0 is out of range: more than 0, at most 1 is legal");
  CHECK(complaint<Lamp>(R"({"name": "a", "most": 0})") ==
        "x.json:1:23: /most: 0 is out of range: 1 or more is legal");
}

TEST_CASE("a word that is not among the legal ones is told the nearest") {
  CHECK(complaint<Lamp>(R"({"name": "a", "colour": "gren"})") ==
        "x.json:1:25: /colour: no choice \"gren\"; did you mean \"green\"? (legal: red, green)");
  CHECK(complaint<Lamp>(R"({"name": "a", "colour": "violet"})") ==
        "x.json:1:25: /colour: no choice \"violet\" (legal: red, green)");
}

TEST_CASE("a key that nobody reads and one that is missing are both told, in order") {
  CHECK(complaint<Lamp>(R"({"nam": "a"})") ==
        "x.json:1:1: \"name\" is missing: its name\n"
        "x.json:1:2: /nam: unknown key: no field \"nam\" of lamp; did you mean \"name\"? "
        "(legal: name, pause, bulbs, brightness, lit, colour, most, times, sockets)");
}

TEST_CASE("a kind is read with its fields, and a bare text stands for the short form") {
  using AnyAnimal = std::unique_ptr<Animal>;
  const auto dog = read<AnyAnimal>(R"({"kind": "dog", "age": "3h"})");
  CHECK(dynamic_cast<Dog&>(*dog).age == std::chrono::hours(3));
  CHECK(dynamic_cast<Dog&>(*read<AnyAnimal>(R"("5h")")).age == std::chrono::hours(5));
  CHECK(dynamic_cast<Cat*>(read<AnyAnimal>(R"({"kind": "cat"})").get()));
  CHECK(complaint<AnyAnimal>(R"({"kind": "cow"})") ==
        "x.json:1:10: /kind: no animal \"cow\" (legal: dog, cat)");
  CHECK(complaint<AnyAnimal>("5") ==
        "x.json:1:1: 5 has no unit; a duration is written as \"250ms\" "
        "(units: ns, us, ms, s, min, h, d)");
  CHECK(complaint<AnyAnimal>(R"({"age": "3h"})") ==
        "x.json:1:1: \"kind\" must say which animal this is (legal: dog, cat)");
  CHECK(complaint<AnyAnimal>(R"({"kind": "cat", "age": "3h"})") ==
        "x.json:1:17: /age: unknown key: no field \"age\" of \"cat\" (legal: kind)");
  CHECK(complaint<AnyAnimal>("true") == "x.json:1:1: expected an object (animal), found true");
}

TEST_CASE("a list leaves out what could not be read") {
  auto document = parse_document(R"([{"kind": "cow"}, {"kind": "cat"}])", "x.json");
  std::vector<std::unique_ptr<Animal>> animals;
  Codec<std::vector<std::unique_ptr<Animal>>>::read(document.root, animals, document.problems);
  CHECK(document.problems.count() == 1);
  REQUIRE(animals.size() == 1);
  CHECK(animals[0]);
}

TEST_CASE("what holds names counts as unread when it is lost, a single value does not") {
  const auto all_read = [](const char* json) {
    auto document = parse_document(json, "x.json");
    Lamp lamp;
    Codec<Lamp>::read(document.root, lamp, document.problems);
    CHECK_FALSE(document.problems.none());
    return document.problems.all_read();
  };
  CHECK(all_read(R"({"name": "a", "pause": 3})"));
  CHECK(all_read(R"({"name": "a", "puase": "3s"})"));
  CHECK_FALSE(all_read(R"({"name": "a", "sokets": {"b": 1}})"));
  CHECK_FALSE(all_read(R"({"name": "a", "sockets": 5})"));
}

TEST_CASE("the same declaration describes the fields with their defaults and ranges") {
  const auto shape = Codec<Lamp>::shape();
  CHECK(shape.form == Shape::Form::object);
  CHECK(shape.name == "lamp");
  REQUIRE(shape.fields.size() == 9);
  const auto field = [&](std::size_t i) { return shape.fields[i]; };
  CHECK(field(0).rule.required);
  CHECK(field(1).name == "pause");
  CHECK(field(1).standard == "\"250ms\"");
  CHECK(field(1).shape.choices.back() == "d");
  CHECK(legal_range(field(1).shape, field(1).rule) == "0 or more");
  CHECK(field(2).standard == "3");
  CHECK(legal_range(field(2).shape, field(2).rule) == "1 to 9");
  CHECK(field(5).standard == "\"green\"");
  CHECK(field(6).standard.empty());
  CHECK(legal_range(field(7).shape, field(7).rule).empty());
  CHECK(field(7).shape.item->form == Shape::Form::quantity);
  CHECK(field(8).shape.form == Shape::Form::table);
}

TEST_CASE("kinds describe themselves with how they are told apart") {
  const auto kinds = Codec<std::unique_ptr<Animal>>::shape().kinds();
  REQUIRE(kinds.size() == 2);
  CHECK(kinds[0].led_by == "kind");
  CHECK(kinds[0].short_form == "age");
  CHECK(kinds[0].fields[0].rule.says == "its age");
  CHECK(kinds[1].says == "Does not.");
  CHECK(kinds[1].short_form.empty());
}

}  // namespace faultline
