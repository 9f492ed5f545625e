#pragma once

#include <string>
#include <string_view>

#include "sim/language/document.hpp"

namespace faultline {

/// A scenario while one of its designs is being changed. An operation that designs share is copied
/// into the design before it is changed there, so that no other design changes with it.
class Draft {
 public:
  Draft(Document document, std::string design);

  const std::string& design() const { return design_; }

  /// The step that says what stands at `place`, such as the call of which "/call" is the name.
  Node& step_at(const Place& place);
  /// The list in which that step stands, and its number there.
  struct Spot {
    Node& list;
    std::size_t number;
  };
  Spot spot_of(const Place& place);
  /// The value at a place outside of operations.
  Node& value_at(const Place& place);
  /// A new operation of the design.
  void add_operation(const std::string& name, Node steps);
  /// A table of the design, such as "topics", which is made where there is none.
  Node& table(std::string_view name);
  /// A table of all designs, such as "stores".
  Node& shared_table(std::string_view name);

  /// As the text of the changed scenario would be read, without operations that no design needs any
  /// more.
  Document finished();

 private:
  Node& own_design();
  Document reread() const;
  bool remove_unreached();
  std::string owned(const std::string& pointer);
  Node& at(const std::string& pointer);

  Document document_;
  std::string design_;
};

/// The value that this JSON stands for.
Node json(std::string_view text);
Node text_value(std::string text);
/// { "key": "text" }
Node object_with(std::string_view key, std::string text);

/// The object's member of this name, with a new value.
Node& set(Node& object, std::string_view key, Node value);

/// The policies around the call of a step; an empty list is made where there is none.
Node& policies_of(Node& step);

}  // namespace faultline
