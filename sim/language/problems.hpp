#pragma once

#include <compare>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// Where in a scenario something stands: line and column from 1, and the JSON pointer.
/// Line 0 stands for something that was given on the command line, by `option`.
struct Place {
  int line = 0;
  int column = 0;
  std::string pointer;
  std::string option = {};
  auto operator<=>(const Place&) const = default;
};

/// Something that is wrong with a scenario, or (a warning) that the user should know of.
struct Problem {
  Place place;
  std::string message;
  auto operator<=>(const Problem&) const = default;
};

/// Thrown for bad input: the text names every problem of the file, one a line.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(const std::string& text, std::vector<Problem> problems = {})
      : std::runtime_error(text), problems_(std::move(problems)) {}

  /// In the order of the file; none where what is wrong has no place in it.
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// Collects all that is wrong with one file, so that it can be told at once.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}

  void add(const Place& place, std::string message) {
    told_at_.insert(place);
    told_of_.insert(place.pointer);
    errors_.push_back({place, std::move(message)});
  }
  /// Of something whose names are lost with it: what is said elsewhere of such a name cannot be
  /// judged any more.
  void add_unread(const Place& place, std::string message) {
    add(place, std::move(message));
    all_read_ = false;
  }
  /// Of a name that leads nowhere, or is lost: what hangs on it cannot be judged any more.
  void add_loose(const Place& place, std::string message) {
    add(place, std::move(message));
    leave_loose();
  }
  void leave_loose() { ++loose_; }
  void warn(const Place& place, std::string message) {
    warnings_.push_back({place, std::move(message)});
  }

  /// The path of a file that this one names: from the folder that this one stands in.
  std::string beside(const std::string& name) const;

  bool none() const { return errors_.empty(); }
  bool all_read() const { return all_read_; }
  std::size_t count() const { return errors_.size(); }
  /// How many names are loose.
  std::size_t loose() const { return loose_; }
  /// Whether something is told of this place already.
  bool told_at(const Place& place) const { return told_at_.contains(place); }
  /// Whether something is told of what stands there, or of a part of it.
  bool told_within(const std::string& pointer) const;
  /// One a line, each with `mark` behind its place in the file: the first 50 of the file.
  std::vector<std::string> warnings(std::string_view mark = "") const {
    return texts(warnings_, mark);
  }
  /// The errors, each once, in the order of the file.
  std::vector<Problem> told() const { return in_order(errors_); }
  /// The warnings, each once, in the order of the file.
  std::vector<Problem> warned() const { return in_order(warnings_); }
  const std::string& file() const { return file_; }

  /// Throws ScenarioError with the first 50 problems of the file, each once, in its order, and how
  /// many more there are; returns when there is none.
  void raise() const;

 private:
  static std::vector<Problem> in_order(const std::vector<Problem>& problems);
  std::vector<std::string> texts(const std::vector<Problem>& problems, std::string_view mark) const;

  std::string file_;
  std::vector<Problem> errors_;
  std::vector<Problem> warnings_;
  std::set<Place> told_at_;
  std::set<std::string> told_of_;  ///< by pointers
  bool all_read_ = true;
  std::size_t loose_ = 0;
};

/// The name among `legal` that means the same, or else is nearest to `found` by edits of its
/// letters (at most a third of it, 2 of up to 8, 1 of up to 4); otherwise one that has whole words
/// of it; otherwise nothing.
std::string_view nearest(std::string_view found, const std::vector<std::string>& legal);

/// `no <what> "found"; did you mean "nearest"? (legal: a, b, c)`; where `what` goes on with " of
/// ..." the name stands before that. Of very many such names, `told` of them before this one, the
/// first get the legal ones and the nearest: to look for that takes as long as there are names.
std::string not_among(std::string_view what, std::string_view found,
                      const std::vector<std::string>& legal, std::size_t told = 0);

}  // namespace faultline
