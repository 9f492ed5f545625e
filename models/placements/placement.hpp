#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/language/family.hpp"

namespace faultline {

/// What can go down together.
enum class FailureDomain : std::uint8_t { host, rack, zone, region };
inline std::vector<std::string> words(FailureDomain) { return {"host", "rack", "zone", "region"}; }

/// Which hosts the instances or nodes of a part get. One after the other gets the best of those
/// hosts that satisfy all conditions; of equally good ones the first that is declared. Parts are
/// placed in the order of the scenario, after those whose hosts are named.
///
/// The words are those of Kubernetes where they mean the same (topology spread constraints,
/// node labels, pod affinity and anti-affinity, all of them required); nothing is moved later.
class Placement {
 public:
  static constexpr auto called = "placement";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Placement() = default;
  void fields(Fields& f);

  /// A host as the next instance finds it: how many have been placed so far.
  struct Standing {
    std::int64_t in_domain;  ///< of this part, in the host's failure domain
    std::int64_t here;       ///< of this part, on this host
    std::int64_t in_all;     ///< of all parts, on this host
  };
  /// The lower, the better.
  using Rank = std::array<std::int64_t, 3>;
  virtual Rank rank(const Standing& at) const = 0;

  FailureDomain domain() const { return domain_; }
  const std::vector<Reference>& labels() const { return labels_; }
  const std::vector<Reference>& zones() const { return zones_; }
  const std::vector<Reference>& apart_from() const { return apart_from_; }
  const std::vector<Reference>& beside() const { return beside_; }
  std::optional<std::int64_t> per_host() const { return per_host_; }
  /// Where it stands in the scenario.
  const Place& place() const { return place_; }

 protected:
  /// Declares the field that names the failure domain.
  virtual void declare(Fields& f, FailureDomain& domain) = 0;

 private:
  FailureDomain domain_{};
  std::vector<Reference> labels_;
  std::vector<Reference> zones_;
  std::vector<Reference> apart_from_;
  std::vector<Reference> beside_;
  std::optional<std::int64_t> per_host_;
  Place place_;
};

template <>
const std::vector<Kind<Placement>>& kinds_of<Placement>();

}  // namespace faultline
