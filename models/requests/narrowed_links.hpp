#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/platform/platform.hpp"

namespace faultline {

class Fault;

/// Links whose bandwidth faults limit. The least limit holds; without any the link has its own
/// bandwidth. A fault that strikes several instances behind one link limits it once.
class NarrowedLinks {
 public:
  explicit NarrowedLinks(Platform& platform) : platform_(platform) {}

  void narrow(const std::string& link, const Fault& fault, double bytes_per_second);
  void widen(const std::string& link, const Fault& fault);

 private:
  struct Limit {
    const Fault* fault;
    double bytes_per_second;
  };
  struct Link {
    double usual = 0;
    std::vector<Limit> limits;
  };
  void apply(const std::string& name, const Link& link);

  Platform& platform_;
  std::map<std::string, Link> links_;
};

}  // namespace faultline
