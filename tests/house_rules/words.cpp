#include <algorithm>
#include <cctype>
#include <map>

#include "tests/house_rules/rules.hpp"

namespace faultline::house {

namespace {

/// A call or type that is banned, where, and what stands in for it.
struct Ban {
  std::string_view text;
  std::vector<std::string_view> rooms;
  std::string_view instead;
};

/// The wall clock is for lab (progress) and bench; nothing random comes from outside in either.
const std::vector<std::string_view> simulation = {"sim", "models", "analysis"};
const std::vector<std::string_view> everything = {"sim", "models", "analysis", "lab"};
constexpr std::string_view own_clock = "simulated time is Calendar::now()";
constexpr std::string_view own_draw = "draw from a Stream, by name and by request";
constexpr std::string_view own_order =
    "its order differs between libraries: use std::map or a vector";

const std::vector<Ban> bans = {
    {"system_clock", simulation, own_clock},
    {"steady_clock", simulation, own_clock},
    {"high_resolution_clock", simulation, own_clock},
    {"gettimeofday", simulation, own_clock},
    {"clock_gettime", simulation, own_clock},
    {"std::time(", simulation, own_clock},
    {"time(nullptr", simulation, own_clock},
    {"time(NULL", simulation, own_clock},
    {"time(0", simulation, own_clock},
    {"time(&", simulation, own_clock},
    {"random_device", everything, own_draw},
    {"rand(", everything, own_draw},
    {"srand(", everything, own_draw},
    {"unordered_map", {"sim", "models"}, own_order},
    {"unordered_multimap", {"sim", "models"}, own_order},
    {"unordered_set", {"sim", "models"}, own_order},
    {"unordered_multiset", {"sim", "models"}, own_order},
};

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Whether what stands at `at` is a whole word, and no member of something else.
bool stands_alone(std::string_view code, std::size_t at, std::string_view text) {
  const char before = at > 0 ? code[at - 1] : ' ';
  const char after = at + text.size() < code.size() ? code[at + text.size()] : ' ';
  const bool member = before == '.' || before == '>';
  return !member && !is_letter(before) && (!is_letter(text.back()) || !is_letter(after));
}

void find_all(const Source& source, std::string_view text, std::string_view code,
              Findings& findings, const std::string& message) {
  for (auto at = code.find(text); at != code.npos; at = code.find(text, at + 1))
    if (stands_alone(code, at, text)) findings.push_back(finding(source, at, message));
}

bool applies(const std::vector<std::string_view>& rooms, const Source& source) {
  return source.is_code() && std::ranges::find(rooms, source.room()) != rooms.end();
}

/// Whether `name` has `noun` as one of its words: SlotManager has, Database has no Base.
bool has_noun(std::string_view name, std::string_view noun) {
  for (auto at = name.find(noun); at != name.npos; at = name.find(noun, at + 1)) {
    const auto end = at + noun.size();
    if (end == name.size() || !std::islower(static_cast<unsigned char>(name[end]))) return true;
  }
  return false;
}

bool declares_type(std::string_view word) {
  return word == "class" || word == "struct" || word == "union" || word == "concept" ||
         word == "using" || word == "enum";
}

/// The types that a header declares for everybody: not those within others, forward ones and
/// special cases of a template.
std::vector<Word> types_declared_in(std::string_view code) {
  std::vector<Word> types;
  const auto words = words_of(code);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto& [keyword, beside] = words[i - 1];
    const auto& [name, at] = words[i];
    const auto begin = i > 1 && words[i - 2].text == "enum" ? words[i - 2].offset : beside;
    const bool first = begin == 0 || code[begin - 1] == '\n';
    const auto behind = code.substr(at + name.size());
    const bool other = behind.starts_with('<') || behind.starts_with(':') ||
                       (keyword != "using" && behind.find(';') < behind.find('{'));
    if (first && !other && name != "class" && declares_type(keyword)) types.push_back(words[i]);
  }
  return types;
}

}  // namespace

Findings banned_words(const Source& source) {
  Findings findings;
  const auto code = code_of(source.text);
  for (const auto& ban : bans)
    if (applies(ban.rooms, source))
      find_all(source, ban.text, code, findings,
               std::string{ban.text} + " is banned: " + std::string{ban.instead});
  if (!applies(everything, source)) return findings;
  for (const auto& word : words_of(code))
    if (word.text.ends_with("_distribution") &&
        std::string_view{code}.substr(0, word.offset).ends_with("std::"))
      findings.push_back(finding(source, word.offset,
                                 "std::" + std::string{word.text} +
                                     " is banned: libraries differ in it, use sim/distributions"));
  return findings;
}

Findings empty_names(const Source& source) {
  Findings findings;
  if (!source.is_code()) return findings;
  const auto code = code_of(source.text);
  const auto words = words_of(code);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!declares_type(words[i - 1].text)) continue;
    for (const auto* noun : {"Manager", "Helper", "Helpers", "Util", "Utils", "Impl", "Base"})
      if (has_noun(words[i].text, noun))
        findings.push_back(finding(
            source, words[i].offset,
            std::string{words[i].text} + ": " + noun + " says nothing, take a noun of the field"));
  }
  return findings;
}

Findings types_of_one_name(const std::vector<Source>& tree) {
  Findings findings;
  std::map<std::string, std::string> header_of;
  for (const auto& source : tree) {
    if (!source.is_header() || std::ranges::count(everything, source.room()) == 0) continue;
    const auto code = code_of(source.text);
    for (const auto& type : types_declared_in(code)) {
      const auto [known, first] = header_of.emplace(type.text, source.path);
      if (!first && known->second != source.path)
        findings.push_back(finding(source, type.offset,
                                   std::string{type.text} + " is also a type of " + known->second +
                                       ": the linker takes one for the other"));
    }
  }
  return findings;
}

Findings leftovers(const Source& source) {
  using namespace std::string_literals;
  Findings findings;
  for (const auto& mark : {"TO"s + "DO", "FIX"s + "ME", "XX"s + "X"})  // this line is none itself
    find_all(source, mark, source.text, findings, mark + ": do it or file an issue");
  for (const auto* owner : {"home", "root", "Users", "work"}) {
    const auto folder = "/"s + owner + "/";
    find_all(source, folder, source.text, findings,
             folder + ": a folder of somebody's machine, write it from the root");
  }
  return findings;
}

Findings named_registries(const Source& source) {
  Findings findings;
  if (source.path.ends_with("package-lock.json"))
    find_all(source, "\"resolved\"", source.text, findings,
             "the lock names a registry: npm install --omit-lockfile-registry-resolved");
  return findings;
}

}  // namespace faultline::house
