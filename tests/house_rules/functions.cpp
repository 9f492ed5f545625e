#include <algorithm>
#include <initializer_list>

#include "tests/house_rules/rules.hpp"

namespace faultline::house {

namespace {

constexpr auto most_function_lines = 60;

/// What an opening brace opens, judged by the text since the last `;`, `{` or `}`.
enum class Brace { function, scope, value };

std::string_view trimmed(std::string_view text) {
  constexpr auto blanks = " \n\t";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The declaration without its `template <...>`.
std::string_view without_parameters(std::string_view head) {
  if (!head.starts_with("template")) return head;
  int depth = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '<') ++depth;
    if (head[i] == '>' && --depth == 0) return trimmed(head.substr(i + 1));
  }
  return head;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool opens_scope(std::string_view head) {
  const auto words = words_of(without_parameters(head));
  return !words.empty() &&
         is_one_of(words.front().text, {"namespace", "class", "struct", "union", "enum", "extern"});
}

Brace kind_of(std::string_view head) {
  const bool attached = !head.empty() && head.back() != ' ' && head.back() != '\n';
  const auto text = trimmed(head);
  if (opens_scope(text)) return Brace::scope;
  if (attached || text.ends_with('=') || text.find('(') == text.npos) return Brace::value;
  return Brace::function;
}

/// Walks the braces of a file and reports each outermost function.
class Walk {
 public:
  explicit Walk(std::string_view code) : code_(code) {}

  struct Function {
    std::size_t start;
    std::size_t end;
  };

  std::vector<Function> functions() {
    for (std::size_t i = 0; i < code_.size(); ++i) step(i);
    return found_;
  }

 private:
  void step(std::size_t at) {
    const char c = code_[at];
    if (c == '{') open(at);
    if (c == '}') close(at);
    const bool inside = values_ > 0 || depth_in_function_ > 0;
    if (c == ';' && !inside) head_ = at + 1;
    if (c == ':' && is_one_of(head(at), {"public", "protected", "private"})) head_ = at + 1;
  }

  std::string_view head(std::size_t at) const { return trimmed(code_.substr(head_, at - head_)); }

  void open(std::size_t at) {
    if (depth_in_function_ > 0) {
      ++depth_in_function_;
      return;
    }
    const auto kind = values_ > 0 ? Brace::value : kind_of(code_.substr(head_, at - head_));
    if (kind == Brace::scope) head_ = at + 1;
    if (kind == Brace::value) ++values_;
    if (kind != Brace::function) return;
    depth_in_function_ = 1;
    start_ = code_.find_first_not_of(" \n", head_);
  }

  /// A value's end is not its declaration's: a constructor's body may follow `: name_{1}`.
  void close(std::size_t at) {
    if (depth_in_function_ > 0) {
      if (--depth_in_function_ > 0) return;
      found_.push_back({start_, at});
    } else if (values_ > 0) {
      --values_;
      return;
    }
    head_ = at + 1;
  }

  std::string_view code_;
  std::vector<Function> found_;
  std::size_t head_ = 0;
  std::size_t start_ = 0;
  int values_ = 0;
  int depth_in_function_ = 0;
};

/// Without `#include` and the like, which end no declaration.
std::string without_directives(std::string code) {
  for (const auto line : lines_of(code)) {
    const auto start = code.begin() + (line.data() - code.data());
    if (line.starts_with('#')) std::fill_n(start, line.size(), ' ');
  }
  return code;
}

}  // namespace

Findings long_functions(const Source& source) {
  Findings findings;
  if (!source.is_code()) return findings;
  const auto code = without_directives(code_of(source.text));
  for (const auto& function : Walk{code}.functions()) {
    const auto body = std::string_view{code}.substr(function.start, function.end - function.start);
    const auto lines = 1 + std::ranges::count(body, '\n');
    if (lines > most_function_lines)
      findings.push_back(finding(source, function.start,
                                 "a function of " + std::to_string(lines) +
                                     " lines, the cap is 60: give its steps names"));
  }
  return findings;
}

}  // namespace faultline::house
