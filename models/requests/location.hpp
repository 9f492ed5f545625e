#pragma once

#include <optional>
#include <vector>

#include "sim/language/codec.hpp"

namespace faultline {

/// Where a part runs: on one host, or its copies on several, in turn. By default it is the host
/// with the part's own name, or the only one.
struct Location {
  std::optional<Reference> host;
  std::vector<Reference> hosts;
  std::vector<Reference> labels;  ///< by which a fault can find the part

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
  void declare_labels(Fields& f) {
    f("labels", labels, {.says = "labels by which a fault can find it, such as \"team=checkout\""});
  }
  void check(Fields& f) const {
    if (f.sound() && host && !hosts.empty())
      f.problems().add(f.place_of("hosts"), "\"host\" and \"hosts\" cannot both be given");
  }
};

}  // namespace faultline
