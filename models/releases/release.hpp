#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/releases/strategy.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// How a release moves several services, which have to be released together (lockstep).
enum class Together : std::uint8_t {
  in_order,  ///< one after the other, as they are listed
  at_once,   ///< each by its strategy, at the same time
  window,    ///< all stop, then all start: a maintenance window
};
std::vector<std::string> words(Together);

/// A change of a store's schema that belongs to a release and comes before it.
struct Migration {
  static constexpr auto called = "migration";
  Reference store;
  Duration lock{};         ///< in all
  std::int64_t parts = 1;  ///< locked one after the other
  Duration pause{};        ///< between two parts
  void fields(Fields& f);

  Duration takes() const { return lock + (parts - 1) * pause; }
};

/// Instances of one or several services get a new build, which is made for other versions of some
/// contracts.
struct Release {
  static constexpr auto called = "release";
  Reference name;
  std::vector<Reference> services;
  Table<std::int64_t> versions;  ///< by contract
  Duration at{};
  std::unique_ptr<Strategy> strategy;
  Together together = Together::in_order;
  Duration drain = std::chrono::seconds(10);
  Duration start_up = std::chrono::seconds(10);
  double contract_tests = 0;  ///< share of the breaks that they find
  double fails = 0;
  Duration noticed_after = std::chrono::minutes(1);
  std::optional<Migration> migration;
  void fields(Fields& f);

  /// The longest that it can take, where it is not rolled back, with so many instances of each of
  /// its services.
  Duration takes_at_most(const std::vector<std::int64_t>& instances) const;
};

}  // namespace faultline
