#pragma once

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

namespace faultline {

/// A file of the test's own, removed with it; other tests may run beside it.
class PlatformXml {
 public:
  explicit PlatformXml(const std::string& zones) {
    std::ofstream(name()) << R"(<?xml version='1.0'?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">)" + zones +
                                 "</platform>\n";
  }
  ~PlatformXml() { std::remove(name().c_str()); }

  static std::string name() { return "platform-" + std::to_string(getpid()) + ".xml"; }
};

/// Hosts of 2 and 6 Gflop/s, 3 ms and 100 MB/s apart.
inline constexpr auto pair_of_hosts = R"(
<zone id="net" routing="Full">
  <host id="h1" speed="2Gf"/><host id="h2" speed="6Gf" core="8"><prop id="disk" value="ssd"/></host>
  <link id="l" bandwidth="100MBps" latency="3ms"/>
  <route src="h1" dst="h2"><link_ctn id="l"/></route>
</zone>)";

}  // namespace faultline
