#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/language/codec.hpp"

namespace faultline {

/// One field of a message. A change of the format may give it another name, or several at once.
struct FormatField {
  std::vector<std::string> names;  ///< under which it is written, the newest last
  bool optional = false;           ///< a message may lack it
  int meaning = 0;                 ///< which of its meanings it has
};

/// One version of a format: its fields by their first names.
using Format = std::map<std::string, FormatField>;

/// What a change of a format does to one field.
enum class Alteration : std::uint8_t {
  add_optional,
  add_required,
  rename,
  remove,
  change_meaning,  ///< the name stays
  expand,          ///< it is written under a second name too
  contract,        ///< only its newest name is left
};
std::vector<std::string> words(Alteration);

/// The step from one version of a format to the next.
struct FormatChange {
  static constexpr auto called = "change of a format";
  Alteration alteration{};
  Reference field;
  std::optional<std::string> to;
  void fields(Fields& f);
};

/// Which versions a registry lets follow each other.
enum class Compatibility : std::uint8_t {
  none,      ///< any
  backward,  ///< new readers can read what was written before
  forward,   ///< readers from before can read what is written now
  full,      ///< both
};
std::vector<std::string> words(Compatibility);

/// How a reader takes what it does not expect.
enum class ReaderStyle : std::uint8_t {
  strict,     ///< any unknown or missing field is an error
  tolerant,   ///< looks only at the fields that it uses
  upcasting,  ///< the same, and lifts older versions to its own
};
std::vector<std::string> words(ReaderStyle);

/// What comes of reading a message.
enum class Readability : std::uint8_t {
  understood,
  misread,     ///< a field means something else than the reader takes it for
  unreadable,  ///< an error
};

/// How one operation reads messages of a contract.
struct FormatReader {
  ReaderStyle style = ReaderStyle::tolerant;
  std::vector<std::string> uses;  ///< fields by their first names; none: all that it knows
};

/// The format of a call or an event, and how it changes over time.
struct ContractSettings {
  static constexpr auto called = "contract";
  Reference owner;
  std::vector<Reference> first;  ///< the fields of version 1
  std::vector<FormatChange> changes;
  Compatibility compatibility = Compatibility::none;
  bool transitive = false;
  std::vector<Format> versions;  ///< in their order; version 1 is the first
  void fields(Fields& f);

  /// The first name of the field that has this name in some version; nothing: none has it.
  std::optional<std::string> first_name(const std::string& name) const;
  /// Who uses these fields, by any of their names.
  FormatReader reader(ReaderStyle style, const std::vector<Reference>& fields) const;
  /// All names that fields have in some version.
  std::vector<std::string> all_names() const;
};

/// What a reader makes of a message in the format `written`, if it was built for the format
/// `known`; `older`: the message's version is the older one.
///
/// A strict reader needs all fields that are required in its format and knows all that are written.
/// A tolerant one needs one name that both formats have for each field that it uses, unless the
/// field is optional in its own. An upcasting one reads older versions whatever has changed since,
/// and newer ones as a tolerant one does. Source of the styles: Fowler, "TolerantReader", 2011;
/// Young, "Versioning in an event sourced system", 2017 (upcasting).
Readability readability(const Format& written, const Format& known, const FormatReader& reader,
                        bool older);

/// Whether the registry of the contract lets `version` (from 2) follow those before it; without
/// `transitive` only the one before counts. Source: Confluent, "Schema evolution and
/// compatibility".
bool may_follow(const ContractSettings& contract, std::size_t version);

}  // namespace faultline
