#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/instances/least_times.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/placement.hpp"
#include "sim/platform/ways.hpp"

namespace faultline {

/// The least times of a design, from its description. Blocking calls go in no circle.
class DesignTimes final : public LeastTimes {
 public:
  enum class Of : std::uint8_t { messages, messages_and_work };

  DesignTimes(const Scenario& scenario, const Outline& outline, Of what = Of::messages)
      : scenario_(scenario),
        outline_(outline),
        ways_(spec_of(scenario, *outline.design)),
        fastest_(fastest_of(scenario.platform)),
        what_(what) {}

  Duration way(const std::string& from, const std::string& to,
               const MessageSizes& sizes) const override;
  Duration call(const std::string& from, const std::string& operation,
                const MessageSizes& sizes) const override;
  Duration query(const std::string& store, const Distribution* own) const override;
  Duration append(const std::string& topic) const override;
  Duration work(const Distribution& time) const override {
    if (what_ == Of::messages) return Duration::zero();
    return from_nanoseconds(static_cast<double>(time.least().count()) / fastest_);
  }
  /// All steps of the operation, one after the other; those of what it calls are looked at before,
  /// so that a long chain takes no deep stack.
  Duration steps(const Outline::Item& operation) const;

 private:
  const std::vector<std::string>& hosts(const std::string& part) const;

  const Scenario& scenario_;
  const Outline& outline_;
  Ways ways_;
  double fastest_;  ///< speed of a host
  Of what_;
  mutable std::map<std::string, std::vector<std::string>> hosts_;  ///< by part
  mutable std::map<const Outline::Item*, Duration> known_;         ///< of each operation, once
  mutable std::set<const Outline::Item*> begun_;
};

}  // namespace faultline
