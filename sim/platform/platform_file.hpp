#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace faultline {

/// What a platform in SimGrid's own format (XML) describes, as far as a scenario needs it.
struct PlatformFile {
  struct Host {
    std::string name;
    std::string zone;    ///< the innermost that it stands in
    std::string around;  ///< the zone around that; empty: none but the root
    std::int64_t cores;
    double flops_per_second;          ///< of a core
    std::vector<std::string> labels;  ///< its properties, as "name=value"
  };
  std::vector<Host> hosts;  ///< in the order of their names
  std::string why;          ///< it cannot be used; empty: all is well
};

/// Reads it. SimGrid runs once in a process and ends it where it does not like what it reads, so
/// that a process of its own reads the file. Whatever SimGrid says is told in words of ours.
PlatformFile read_platform_file(const std::string& path);

}  // namespace faultline
