#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace faultline {

/// What a field must satisfy, and its one sentence.
struct Rule {
  std::string says;
  double at_least = -std::numeric_limits<double>::infinity();  ///< in the basic unit
  double at_most = std::numeric_limits<double>::infinity();
  bool positive = false;  ///< greater than zero
  bool required = false;
  bool changeable = false;  ///< during a run
};

struct Field;
struct KindShape;

/// The form of a value in the scenario language: what the schema, `list` and the reference print.
struct Shape {
  enum class Form {
    boolean,
    integer,
    number,
    text,
    truth_or_text,
    quantity,
    choice,
    list,
    table,
    object,
    family,
    any
  };

  Form form = Form::text;
  std::string name;                             ///< of the quantity, the choice or the family
  std::vector<std::string> choices;             ///< of a choice its words, of a quantity its units
  std::vector<Field> fields;                    ///< of an object
  std::shared_ptr<Shape> item;                  ///< of a list or table
  std::vector<KindShape> (*kinds)() = nullptr;  ///< of a family
};

/// One declared field: from this come the reader's checks, the schema and the reference.
struct Field {
  std::string name;
  Shape shape;
  Rule rule;
  std::string standard;  ///< the default as one writes it in a scenario; empty: none
  bool others = false;   ///< stands for all members whose name is "service.operation"
};

/// One kind of a family: a policy, a fault, a step, a distribution, an arrival process.
struct KindShape {
  std::string name;
  std::string says;
  std::vector<Field> fields;
  std::string led_by;      ///< the key that tells the kind: "kind", or the kind's own name
  std::string short_form;  ///< of a bare text, the field that it stands for; empty: no short form
  bool bare_name = false;  ///< a bare text is the name of a kind
};

}  // namespace faultline
