#include "models/contracts/contract.hpp"

#include <algorithm>
#include <set>

#include "sim/language/problems.hpp"

namespace faultline {

std::vector<std::string> words(Alteration) {
  return {"add_optional",   "add_required", "rename",  "remove",
          "change_meaning", "expand",       "contract"};
}
std::vector<std::string> words(Compatibility) { return {"none", "backward", "forward", "full"}; }
std::vector<std::string> words(ReaderStyle) { return {"strict", "tolerant", "upcasting"}; }

void FormatChange::fields(Fields& f) {
  f("change", alteration, {.says = "what happens to the field", .required = true});
  f("field", field, {.says = "the field, by its name in the version before", .required = true});
  f("to", to, {.says = "for \"rename\" and \"expand\": its new name"});
  if (!f.sound()) return;
  const bool named = alteration == Alteration::rename || alteration == Alteration::expand;
  if (named == to.has_value()) return;
  f.problems().add(f.place(), named ? "it needs the new name (\"to\")"
                                    : "\"to\" has no effect: this change gives no new name");
}

namespace {

/// A field by one of the names that it has in this version; the end: none has it.
template <class AFormat>
auto find_field(AFormat& format, const std::string& name) {
  return std::ranges::find_if(format,
                              [&](const auto& field) { return among(field.second.names, name); });
}

std::vector<std::string> names_of(const Format& format) {
  std::vector<std::string> names;
  for (const auto& [first, field] : format)
    names.insert(names.end(), field.names.begin(), field.names.end());
  return names;
}

/// Makes the versions of a contract, and tells what cannot be made.
class FormatHistory {
 public:
  FormatHistory(const ContractSettings& contract, Problems& problems)
      : contract_(contract), problems_(problems) {}

  std::vector<Format> made() {
    Format format;
    for (const auto& [name, place] : contract_.first) add_first(format, name, place);
    std::vector<Format> versions{format};
    for (const auto& change : contract_.changes) {
      alter(format, change);
      versions.push_back(format);
    }
    return versions;
  }

 private:
  /// "note?" is optional.
  void add_first(Format& format, std::string name, const Place& place) {
    const bool optional = name.ends_with('?');
    if (optional) name.pop_back();
    add(format, name, optional, place);
  }

  void add(Format& format, const std::string& name, bool optional, const Place& place) {
    if (name.empty()) return problems_.add(place, "a field needs a name");
    if (!used_.insert(name).second)
      return problems_.add(place, fmt::format("\"{}\" was a field before", name));
    format[name] = {.names = {name}, .optional = optional};
  }

  void alter(Format& format, const FormatChange& change) {
    const auto& [name, place] = change.field;
    if (change.alteration <= Alteration::add_required)
      return add(format, name, change.alteration == Alteration::add_optional, place);
    const auto found = find_field(format, name);
    if (found == format.end())
      return problems_.add(place, not_among("field in the version before", name, names_of(format)));
    auto& names = found->second.names;
    if (change.to && !used_.insert(*change.to).second)
      return problems_.add(place, fmt::format("\"{}\" was a field before", *change.to));
    switch (change.alteration) {
      case Alteration::rename:
        names = {*change.to};
        break;
      case Alteration::expand:
        names.push_back(*change.to);
        break;
      case Alteration::contract:
        if (names.size() == 1)
          problems_.add(place, fmt::format("\"{}\" has one name only: expand it first", name));
        names = {names.back()};
        break;
      case Alteration::change_meaning:
        ++found->second.meaning;
        break;
      default:
        format.erase(found);
    }
  }

  const ContractSettings& contract_;
  Problems& problems_;
  std::set<std::string> used_;
};

bool share_a_name(const FormatField& one, const FormatField& other) {
  return std::ranges::any_of(one.names, [&](const auto& name) { return among(other.names, name); });
}

bool strictly_readable(const Format& written, const Format& known) {
  const auto names = names_of(known);
  for (const auto& [first, field] : written)
    for (const auto& name : field.names)
      if (!among(names, name)) return false;
  return std::ranges::all_of(known, [&](const auto& own) {
    const auto found = written.find(own.first);
    return own.second.optional ||
           (found != written.end() && std::ranges::all_of(own.second.names, [&](const auto& name) {
              return among(found->second.names, name);
            }));
  });
}

}  // namespace

void ContractSettings::fields(Fields& f) {
  f("owner", owner, {.says = "the service that defines it", .required = true});
  f("fields", first,
    {.says = "the fields of version 1; \"note?\" is an optional field", .required = true});
  f("changes", changes, {.says = "each makes the next version: 2, 3, and so on"});
  f("compatibility", compatibility,
    {.says = "which new versions the schema registry accepts: new readers must be able to read old "
             "messages (backward), old readers new messages (forward), both (full), or anything"});
  f("transitive", transitive,
    {.says = "whether a new version must be compatible with all versions before it, instead of the "
             "last one"});
  if (!f.sound()) return;
  if (first.empty()) f.problems().add_unread(f.place_of("fields"), "\"fields\" holds no field");
  versions = FormatHistory(*this, f.problems()).made();
}

std::optional<std::string> ContractSettings::first_name(const std::string& name) const {
  for (const auto& version : versions)
    if (const auto found = find_field(version, name); found != version.end()) return found->first;
  return std::nullopt;
}

FormatReader ContractSettings::reader(ReaderStyle style,
                                      const std::vector<Reference>& fields) const {
  FormatReader reader{.style = style};
  for (const auto& field : fields) reader.uses.push_back(first_name(field.name).value());
  return reader;
}

std::vector<std::string> ContractSettings::all_names() const {
  std::set<std::string> names;
  for (const auto& version : versions)
    for (const auto& name : names_of(version)) names.insert(name);
  return {names.begin(), names.end()};
}

Readability readability(const Format& written, const Format& known, const FormatReader& reader,
                        bool older) {
  const bool lifts = older && reader.style == ReaderStyle::upcasting;
  if (lifts) return Readability::understood;
  if (reader.style == ReaderStyle::strict && !strictly_readable(written, known))
    return Readability::unreadable;
  auto result = Readability::understood;
  for (const auto& [first, field] : known) {
    if (!reader.uses.empty() && !among(reader.uses, first)) continue;
    const auto found = written.find(first);
    const bool there = found != written.end() && share_a_name(found->second, field);
    if (!there && !field.optional) return Readability::unreadable;
    if (there && found->second.meaning != field.meaning) result = Readability::misread;
  }
  return result;
}

bool may_follow(const ContractSettings& contract, std::size_t version) {
  const auto wanted = contract.compatibility;
  const FormatReader of_all{};
  const auto& next = contract.versions[version - 1];
  const std::size_t from = contract.transitive ? 1 : version - 1;
  for (std::size_t earlier = from; earlier < version; ++earlier) {
    const auto& before = contract.versions[earlier - 1];
    const auto readable = [&](const Format& written, const Format& known) {
      return readability(written, known, of_all, false) != Readability::unreadable;
    };
    const bool back = wanted == Compatibility::backward || wanted == Compatibility::full;
    const bool forth = wanted == Compatibility::forward || wanted == Compatibility::full;
    if ((back && !readable(before, next)) || (forth && !readable(next, before))) return false;
  }
  return true;
}

}  // namespace faultline
