#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/placements/placement.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// Where a part runs: on one host, or its copies on several, in turn, which a placement may choose.
/// By default it is the host with the part's own name, or the only one.
struct Location {
  std::optional<Reference> host;
  std::vector<Reference> hosts;
  std::unique_ptr<Placement> placement;  ///< null: the hosts are named, or the usual ones
  std::vector<Reference> labels;         ///< by which a fault can find the part

  /// What was said of copy i; null: nothing.
  const Reference* of(std::int64_t copy) const {
    if (host) return &*host;
    return hosts.empty() ? nullptr : &hosts[static_cast<std::size_t>(copy) % hosts.size()];
  }
  /// All hosts that were named.
  std::vector<const Reference*> named() const {
    std::vector<const Reference*> all;
    if (host) all.push_back(&*host);
    for (const auto& one : hosts) all.push_back(&one);
    return all;
  }
  void declare_host(Fields& f) {
    f("host", host,
      {.says = "the host that it runs on; by default the host with its name, or the only one"});
  }
  void declare_placement(Fields& f) {
    f("placement", placement, {.says = "or how its hosts are chosen"});
  }
  void declare_labels(Fields& f) {
    f("labels", labels, {.says = "labels by which a fault can find it, such as \"team=checkout\""});
  }
  void check(Fields& f) const {
    if (!f.sound()) return;
    if (host && !hosts.empty())
      f.problems().add(f.place_of("hosts"), "\"host\" and \"hosts\" cannot both be given");
    if (placement && (host || !hosts.empty()))
      f.problems().add(f.place_of("placement"),
                       "\"placement\" chooses the hosts: they cannot be named, too");
  }
};

}  // namespace faultline
