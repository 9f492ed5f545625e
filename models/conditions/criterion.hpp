#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/conditions/sights.hpp"
#include "sim/language/family.hpp"

namespace faultline {

/// The names that conditions can refer to, by what they are: "service" and so on.
using SightNames = std::map<std::string, std::vector<std::string>>;

/// Something about a run that holds or does not, as an operator or a monitoring system sees it. It
/// is checked every second. What a design does not have meets no condition there.
class Criterion {
 public:
  static constexpr auto called = "condition";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Criterion() = default;
  void fields(Fields& f);

  /// For how long it must have held.
  Duration lasting() const { return lasting_; }

  /// Whether it holds now, in one run; asked each second from now on. What it returns refers to the
  /// condition and to what `sights` shows.
  virtual std::function<bool()> observed(Sights& sights) const = 0;

  /// What it says: "more than 20 wait at payment".
  std::string in_words() const;

  /// Names of the scenario that it mentions, each with the sorts of things that it may name.
  struct Mention {
    Reference name;
    std::vector<std::string> sorts;
  };
  virtual std::vector<Mention> mentions() const { return {}; }
  /// Whether it needs to know what the clients get.
  virtual bool asks_clients() const { return false; }

 protected:
  virtual void declare(Fields& f) = 0;
  virtual std::string says() const = 0;

 private:
  Duration lasting_{};
};

template <>
const std::vector<Kind<Criterion>>& kinds_of<Criterion>();

/// Tells names that lead nowhere.
void check_criterion(const Criterion& criterion, const SightNames& names, Problems& problems);

}  // namespace faultline
