#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/language/problems.hpp"

namespace faultline {

struct Member;

/// A JSON value and where it stands.
struct Node {
  enum class Form { null, boolean, number, text, list, object };

  Form form = Form::null;
  Place place;
  bool truth = false;
  double number = 0;
  std::string text;  ///< of a string its content, of a number its digits as written
  std::vector<Node> items;
  std::vector<Member> members;  ///< in the order of the file

  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  /// "an object", "the number 5", "the text \"5 apples\"", ...
  std::string described() const;
};

struct Member {
  std::string key;
  Place place;
  Node value;
};

/// A scenario file as read: JSON with comments. Throws ScenarioError for malformed text, with the
/// place; duplicate keys are told together with what is wrong later.
struct Document {
  std::string file;
  Node root;
  Problems problems;
};

/// The pointer to the member (or list item) `key` of the value at `parent`.
std::string pointer_to(const std::string& parent, std::string_view key);

/// A JSON pointer as one writes it behind --set: "designs.calls.order.place.0".
std::string path_to(const std::string& pointer);

/// "-" and "/dev/stdin" are standard input. A file has at most 16 MiB.
Document read_document(const std::string& file);
Document parse_document(std::string_view text, std::string file);

/// The value at "key.path", as `set_value` finds it; null where there is none.
const Node* value_at(const Document& document, std::string_view path);

/// Sets the value at "key.path" (list items by number) to `value`: JSON where it parses as JSON,
/// text elsewhere. Missing keys are added, so that a misspelt one is told as unknown. Throws
/// ScenarioError. What is wrong with the value is told of the option of the command line.
void set_value(Document& document, std::string_view assignment, std::string_view option = "--set");

}  // namespace faultline
